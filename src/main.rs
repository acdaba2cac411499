//! Starts the app.
fn main() {
    tandem::start();
}
