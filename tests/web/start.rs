//! The app draws its first page.

use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn the_first_page_has_one_heading_with_words() {
    tandem::start();
    let document = web_sys::window().and_then(|window| window.document()).expect("tests run in a page");
    let headings = document.query_selector_all("main h1").expect("the selector is valid");
    assert_eq!(headings.length(), 1);
    let heading = headings.item(0).and_then(|heading| heading.text_content()).unwrap_or_default();
    assert!(!heading.trim().is_empty());
}
