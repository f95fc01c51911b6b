//! The application's entry in the browser.

fn main() {
    lectern::app::start();
}
