//! The app draws its first page.

use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn the_first_page_has_one_heading_with_words() {
    let window = web_sys::window().expect("tests run in a page");
    // Tests before this one may have left the address of a workbook, which is opened only when both storages were compared.
    window.location().set_hash("#/").expect("the address can be changed");
    tandem::start();
    let document = window.document().expect("tests run in a page");
    let headings = document.query_selector_all("main h1").expect("the selector is valid");
    assert_eq!(headings.length(), 1);
    let heading = headings.item(0).and_then(|heading| heading.text_content()).unwrap_or_default();
    assert!(!heading.trim().is_empty());
}
