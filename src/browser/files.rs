//! Files of the reader's machine: saving a copy and reading one.

use std::collections::VecDeque;

use super::thrown::words;
use js_sys::{Array, Uint8Array};
use leptos::prelude::{document, window};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
pub use web_sys::Blob;
use web_sys::{BlobPropertyBag, DragEvent, Event, File, FileList, HtmlAnchorElement, HtmlInputElement, Url};

/// Hands a text to the browser as a file to keep. Nothing leaves the machine.
///
/// # Errors
/// Where the browser refuses to make the file, its own words.
pub fn download(name: &str, media_type: &str, text: &str) -> Result<(), String> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = Array::of1(&JsValue::from_str(text));
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options).map_err(|error| words(&error))?;
    save(name, &blob)
}

/// Hands bytes to the browser as a file to keep, as [`download`].
///
/// # Errors
/// Where the browser refuses to make the file, its own words.
pub fn download_bytes(name: &str, media_type: &str, bytes: &[u8]) -> Result<(), String> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = Array::of1(&Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).map_err(|error| words(&error))?;
    save(name, &blob)
}

/// Hands what was made to the browser as a file to keep, as [`download`].
///
/// # Errors
/// Where the browser refuses to make the file, its own words.
pub fn save(name: &str, blob: &Blob) -> Result<(), String> {
    let address = Url::create_object_url_with_blob(blob).map_err(|error| words(&error))?;
    let link = document().create_element("a").map_err(|error| words(&error))?;
    let link: HtmlAnchorElement = link.dyn_into().map_err(|_| "no link element".to_owned())?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // The click has started the download with its own hold on the bytes; the address itself is not needed again.
    let _ = Url::revoke_object_url(&address);
    Ok(())
}

/// The size of a file of the browser, in bytes.
#[must_use]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "sizes are whole and below 2^53")]
pub fn bytes_of(file: &Blob) -> u64 {
    file.size() as u64
}

/// Hands a file of the browser over part by part, while the browser fetches the next ones. The closure gets the count of a part's bytes and
/// a function that writes them to a place of that length, and says whether it takes more. Says whether it took all.
///
/// # Errors
/// Where the file cannot be read, the browser's own words.
pub async fn in_parts(file: &Blob, mut take: impl FnMut(usize, &dyn Fn(&mut [u8])) -> bool) -> Result<bool, String> {
    /// Large enough that asking costs little beside the bytes, small enough that the page can draw between two parts.
    const PART_BYTES: i32 = 4 * 1024 * 1024;
    /// Parts that are on their way while one is read.
    const AHEAD: usize = 3;
    let size = i32::try_from(bytes_of(file)).map_err(|_| "too large".to_owned())?;
    let mut asked = 0;
    let mut coming = VecDeque::new();
    loop {
        while asked < size && coming.len() < AHEAD {
            let end = size.min(asked.saturating_add(PART_BYTES));
            let part = file.slice_with_i32_and_i32(asked, end).map_err(|error| words(&error))?;
            coming.push_back(part.array_buffer());
            asked = end;
        }
        let Some(next) = coming.pop_front() else { return Ok(true) };
        let bytes = Uint8Array::new(&JsFuture::from(next).await.map_err(|error| words(&error))?);
        if !take(bytes.length() as usize, &|place| bytes.copy_to(place)) {
            return Ok(false);
        }
    }
}

/// A file that a person chose or dropped.
#[derive(Clone, Debug)]
pub struct Chosen(File);

impl Chosen {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> String {
        self.0.name()
    }

    /// Its size in bytes.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        bytes_of(&self.0)
    }

    /// It as an address that holds its bytes, such as `data:image/png;base64,...`.
    ///
    /// # Errors
    /// Where it cannot be read, the browser's own words.
    pub async fn data_url(self) -> Result<String, String> {
        let media_type = self.0.type_();
        let bytes = self.content().await?;
        // The browser takes a text whose letters are the bytes.
        let letters: String = bytes.into_iter().map(char::from).collect();
        let encoded = window().btoa(&letters).map_err(|error| words(&error))?;
        Ok(format!("data:{media_type};base64,{encoded}"))
    }

    /// Its text, with a mark for what is no UTF-8.
    ///
    /// # Errors
    /// Where it cannot be read, the browser's own words.
    pub async fn text(self) -> Result<String, String> {
        // A text of the browser would be copied letter by letter; bytes come over at once.
        let text = String::from_utf8(self.content().await?);
        Ok(text.unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
    }

    /// It as any file of the browser.
    #[must_use]
    pub fn as_file(&self) -> &Blob {
        &self.0
    }

    /// Some of its bytes, from a place on; fewer where it ends before.
    ///
    /// # Errors
    /// Where they cannot be read, as where the file was changed since it was chosen, the browser's own words.
    pub async fn bytes_at(&self, start: u64, bytes: u64) -> Result<Vec<u8>, String> {
        let place = |place: u64| i32::try_from(place).map_err(|_| "too large".to_owned());
        let (start, end) = (place(start)?, place(start.saturating_add(bytes))?);
        let part = self.0.slice_with_i32_and_i32(start, end).map_err(|error| words(&error))?;
        let buffer = JsFuture::from(part.array_buffer()).await.map_err(|error| words(&error))?;
        Ok(Uint8Array::new(&buffer).to_vec())
    }

    /// Its bytes.
    ///
    /// # Errors
    /// Where it cannot be read, the browser's own words.
    pub async fn content(self) -> Result<Vec<u8>, String> {
        let buffer = JsFuture::from(self.0.array_buffer()).await.map_err(|error| words(&error))?;
        Ok(Uint8Array::new(&buffer).to_vec())
    }
}

/// A file that is made of many texts, of which the browser keeps those that were handed over.
#[derive(Debug, Default)]
pub struct Bundle(Array);

impl Bundle {
    /// Puts texts behind what is there.
    ///
    /// # Errors
    /// Where the browser refuses, its own words.
    pub fn add(&mut self, texts: &[&str]) -> Result<(), String> {
        let parts: Array = texts.iter().map(|text| Uint8Array::from(text.as_bytes())).collect();
        // What is a file of the browser may stand on its disk instead of in the memory.
        let blob = Blob::new_with_u8_array_sequence(&parts).map_err(|error| words(&error))?;
        self.0.push(&blob);
        Ok(())
    }

    /// Puts what another one holds behind what is there.
    pub fn append(&mut self, other: &Self) {
        self.0 = self.0.concat(&other.0);
    }

    /// Everything as one file of the browser.
    ///
    /// # Errors
    /// Where the browser refuses to make the file, its own words.
    pub fn file(&self, media_type: &str) -> Result<Blob, String> {
        let options = BlobPropertyBag::new();
        options.set_type(media_type);
        Blob::new_with_blob_sequence_and_options(&self.0, &options).map_err(|error| words(&error))
    }

    /// Hands everything to the browser as a file to keep, as [`download`].
    ///
    /// # Errors
    /// As [`Self::file`].
    pub fn save(&self, name: &str, media_type: &str) -> Result<(), String> {
        save(name, &self.file(media_type)?)
    }
}

/// Asks for a file with the hidden field of an identity, as if it had been pressed.
pub fn ask(id: &str) {
    let found = document().get_element_by_id(id).and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
    if let Some(field) = found {
        field.click();
    }
}

/// Asks for a file of some kinds, as a press on a field would; must be called while a press or a key is answered.
pub fn pick(kinds: &str, then: impl FnOnce(Chosen) + 'static) {
    let made = document().create_element("input").ok().and_then(|made| made.dyn_into::<HtmlInputElement>().ok());
    let Some(field) = made else { return };
    field.set_type("file");
    field.set_accept(kinds);
    let chosen = Closure::once_into_js(move |event: Event| {
        if let Some(file) = chosen(&event).into_iter().next() {
            then(file);
        }
    });
    // The field lives as long as what hears of it, which the browser lets go of with it.
    field.set_onchange(Some(chosen.unchecked_ref()));
    field.click();
}

/// The files of a drop, and nothing where something else was dropped.
#[must_use]
pub fn dropped(event: &DragEvent) -> Vec<Chosen> {
    listed(event.data_transfer().and_then(|transfer| transfer.files()))
}

/// Whether what is dragged over the page holds files.
#[must_use]
pub fn has_files(event: &DragEvent) -> bool {
    let types = event.data_transfer().map(|transfer| transfer.types());
    types.is_some_and(|types| types.iter().any(|kind| kind.as_string().as_deref() == Some("Files")))
}

/// The files that a person chose in a file field; the field is emptied, so that choosing the same file again counts.
#[must_use]
pub fn chosen(event: &Event) -> Vec<Chosen> {
    let field = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some(field) = field else { return Vec::new() };
    let files = listed(field.files());
    field.set_value("");
    files
}

fn listed(list: Option<FileList>) -> Vec<Chosen> {
    list.map(|list| (0..list.length()).filter_map(|index| list.item(index).map(Chosen)).collect()).unwrap_or_default()
}
