//! Who a frame may speak to.

use tandem::browser::host::is_origin;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn only_what_browsers_write_is_an_origin() {
    for origin in ["https://host.example", "http://localhost:8080", "https://xn--wgv71a.example", "null"] {
        assert!(is_origin(origin), "{origin}");
    }
    let others =
        ["*", "/", "", "host.example", "https://host.example/", "https://host.example/a", "HTTPS://host.example"];
    for other in others.into_iter().chain(["https://host.example:443", "javascript:alert(1)", "data:text/html,x"]) {
        assert!(!is_origin(other), "{other}");
    }
}
