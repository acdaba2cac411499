//! Drawings of the page as files: an SVG that carries its looks with it, and the same as a PNG.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, Element, HtmlCanvasElement, HtmlImageElement, XmlSerializer};

use super::files;
use super::thrown::words;

/// The looks that a drawing takes from style sheets, which a file does not have, and that parts inherit from what they stand in.
const INHERITED: &[&str] = &[
    "fill",
    "stroke",
    "stroke-width",
    "stroke-dasharray",
    "stroke-linejoin",
    "font-family",
    "font-size",
    "font-weight",
    "text-anchor",
];

/// Pixels of a picture for one pixel of the page, so that it is sharp on paper.
const SCALE: u32 = 2;

/// The form of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Lines and texts, at any size.
    Svg,
    /// Pixels, on white.
    Png,
}

impl Form {
    /// How names of its files end.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
        }
    }
}

/// Downloads the first drawing inside an element.
///
/// # Errors
/// Where the browser makes no picture of it, its own words.
pub async fn save(inside: &Element, name: &str, form: Form) -> Result<(), String> {
    let drawn = inside.query_selector("svg").map_err(|error| words(&error))?;
    let drawn = drawn.ok_or_else(|| "nothing is drawn".to_owned())?;
    let text = svg_text(&drawn)?;
    match form {
        Form::Svg => files::download(name, "image/svg+xml", &text),
        Form::Png => {
            let shown = drawn.get_bounding_client_rect();
            let picture = png(&text, whole(shown.width()), whole(shown.height())).await?;
            files::save(name, &picture)
        }
    }
}

/// The text of a drawing with its looks written into it.
fn svg_text(drawn: &Element) -> Result<String, String> {
    let copy = drawn.clone_node_with_deep(true).map_err(|error| words(&error))?;
    let copy: Element = copy.dyn_into().map_err(|_| "no drawing".to_owned())?;
    let (mut from, mut to) = (vec![drawn.clone()], vec![copy.clone()]);
    from.extend(descendants(drawn)?);
    to.extend(descendants(&copy)?);
    for (place, (shown, copied)) in from.iter().zip(&to).enumerate() {
        dress(shown, copied, place == 0)?;
        // What a person reaches on the page means nothing in a file.
        for gone in ["class", "style", "tabindex", "data-mark", "aria-hidden"] {
            copied.remove_attribute(gone).map_err(|error| words(&error))?;
        }
    }
    let writer = XmlSerializer::new().map_err(|error| words(&error))?;
    let text = writer.serialize_to_string(&copy).map_err(|error| words(&error))?;
    // The marks with which the page finds its places again.
    Ok(text.replace("<!---->", ""))
}

fn descendants(of: &Element) -> Result<Vec<Element>, String> {
    let list = of.query_selector_all("*").map_err(|error| words(&error))?;
    Ok((0..list.length()).filter_map(|place| list.get(place)?.dyn_into().ok()).collect())
}

/// Writes the looks of an element into its copy, except those that it has from what it stands in.
fn dress(shown: &Element, copied: &Element, is_whole: bool) -> Result<(), String> {
    let window = leptos::prelude::window();
    let looks = |of: &Element| window.get_computed_style(of).map_err(|error| words(&error));
    let Some(own) = looks(shown)? else { return Ok(()) };
    let around = match shown.parent_element() {
        Some(parent) if !is_whole => looks(&parent)?,
        _ => None,
    };
    for look in INHERITED {
        let value = own.get_property_value(look).unwrap_or_default();
        let is_inherited =
            around.as_ref().is_some_and(|around| around.get_property_value(look).unwrap_or_default() == value);
        if !value.is_empty() && !is_inherited {
            copied.set_attribute(look, &value).map_err(|error| words(&error))?;
        }
    }
    let opacity = own.get_property_value("opacity").unwrap_or_default();
    if opacity != "1" {
        copied.set_attribute("opacity", &opacity).map_err(|error| words(&error))?;
    }
    Ok(())
}

async fn png(svg: &str, width: u32, height: u32) -> Result<Blob, String> {
    let image = HtmlImageElement::new().map_err(|error| words(&error))?;
    let address = format!("data:image/svg+xml;charset=utf-8,{}", String::from(js_sys::encode_uri_component(svg)));
    image.set_src(&address);
    JsFuture::from(image.decode()).await.map_err(|error| words(&error))?;
    let canvas = leptos::prelude::document().create_element("canvas").map_err(|error| words(&error))?;
    let canvas: HtmlCanvasElement = canvas.dyn_into().map_err(|_| "no canvas".to_owned())?;
    canvas.set_width(width.saturating_mul(SCALE));
    canvas.set_height(height.saturating_mul(SCALE));
    let paint = canvas.get_context("2d").map_err(|error| words(&error))?;
    let paint = paint.and_then(|paint| paint.dyn_into::<CanvasRenderingContext2d>().ok());
    let paint = paint.ok_or_else(|| "no canvas".to_owned())?;
    let (wide, high) = (f64::from(canvas.width()), f64::from(canvas.height()));
    paint.set_fill_style_str("#ffffff");
    paint.fill_rect(0.0, 0.0, wide, high);
    paint
        .draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, wide, high)
        .map_err(|error| words(&error))?;
    let made = js_sys::Promise::new(&mut |done, _| {
        let take = Closure::once_into_js(move |blob: JsValue| {
            // A promise's own function takes any value.
            let _ = done.call1(&JsValue::NULL, &blob);
        });
        // Where the canvas gives nothing, the promise gives nothing, which is told below.
        let _ = canvas.to_blob(take.unchecked_ref());
    });
    let blob = JsFuture::from(made).await.map_err(|error| words(&error))?;
    blob.dyn_into().map_err(|_| "the picture is empty".to_owned())
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "widths of the page are positive and small"
)]
fn whole(pixels: f64) -> u32 {
    pixels.round().clamp(1.0, 8000.0) as u32
}
