//! The templates that are compiled in.

use std::sync::OnceLock;

use super::{Manifest, Texts};

/// A folder of `templates/` as it was at build time.
pub(super) struct Source {
    /// The folder's name.
    pub(super) folder: &'static str,
    /// Names and contents of its files.
    pub(super) files: &'static [(&'static str, &'static str)],
}

impl Source {
    pub(super) fn file(&self, name: &str) -> Option<&'static str> {
        self.files.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
    }
}

/// Every folder, in the order of names.
pub(super) const SOURCES: &[Source] = include!(concat!(env!("OUT_DIR"), "/templates.rs"));

/// A template: what its folder says.
#[derive(Clone, Debug)]
pub struct Template {
    /// The manifest.
    pub manifest: Manifest,
    /// The label texts.
    pub texts: Texts,
    /// Names and contents of the folder's CSV files, and of those of the template that opens with it.
    pub(super) files: Vec<(&'static str, &'static str)>,
}

impl Template {
    /// Reads a folder; the error says which file and where.
    pub(super) fn read(source: &Source) -> Result<Self, String> {
        let manifest = read_json(source, "template.json")?;
        let texts = read_json(source, "texts.json")?;
        Ok(Self { manifest, texts, files: source.files.to_vec() })
    }

    /// Takes over what another template is made of, after its own.
    fn join(&mut self, other: &Self) {
        let (own, more) = (&mut self.manifest, other.manifest.clone());
        own.pages.extend(more.pages);
        own.names.extend(more.names);
        own.controls.extend(more.controls);
        own.outcomes.extend(more.outcomes);
        own.charts.extend(more.charts);
        own.scenarios.extend(more.scenarios);
        own.active_scenario = own.active_scenario.take().or(more.active_scenario);
        own.parties.extend(more.parties);
        own.inputs.extend(more.inputs);
        own.outputs.extend(more.outputs);
        if own.tools == super::tools::ToolsEntry::default() {
            own.tools = more.tools;
        }
        let known = &self.texts.glossary;
        let more: Vec<_> = other.texts.glossary.iter().filter(|text| !known.contains(text)).cloned().collect();
        self.texts.glossary.extend(more);
        self.files.extend(other.files.iter().filter(|(name, _)| name.ends_with(".csv")));
    }

    /// The content of a CSV file.
    pub(super) fn csv(&self, name: &str) -> Option<&'static str> {
        self.files.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
    }
}

fn read_json<T: serde::de::DeserializeOwned>(source: &Source, name: &str) -> Result<T, String> {
    let text = source.file(name).ok_or_else(|| format!("{}/{name} is missing", source.folder))?;
    serde_json::from_str(text).map_err(|error| format!("{}/{name}: {error}", source.folder))
}

/// All templates, in the order of their identities. Folders that can't be read are not among them; the tests see to it
/// that there is none.
pub fn templates() -> &'static [Template] {
    static TEMPLATES: OnceLock<Vec<Template>> = OnceLock::new();
    TEMPLATES.get_or_init(|| joined(SOURCES.iter().filter_map(|source| Template::read(source).ok()).collect()))
}

/// The templates, each with what opens with it. One that would open with none that there is opens alone; the tests see to
/// it that there is none.
fn joined(mut all: Vec<Template>) -> Vec<Template> {
    for place in 0..all.len() {
        let wanted = all.get(place).and_then(|template| template.manifest.with.clone());
        let other = wanted.and_then(|id| all.iter().find(|other| other.manifest.id == id).cloned());
        if let (Some(other), Some(template)) = (other, all.get_mut(place)) {
            template.join(&other);
        }
    }
    all
}

/// The template of an identity.
#[must_use]
pub fn template(id: &str) -> Option<&'static Template> {
    templates().iter().find(|template| template.manifest.id == id)
}
