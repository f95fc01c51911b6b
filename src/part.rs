//! Parts of the application that come only when they are needed.
//!
//! A part is what can be reached through one value only: the functions in it, all that these call, and the data
//! of all of it, as far as the rest of the application does not need them itself. `xtask-wasm-bindgen` finds the
//! two ends of that way by their names, and takes the module apart between them.

use std::fmt;

use crate::route::Route;

/// A part.
pub struct Part<T: 'static> {
    name: &'static str,
    enter: fn() -> &'static T,
}

impl<T> Clone for Part<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Part<T> {}

impl<T> Part<T> {
    /// A part as [`part!`](crate::part!) makes it.
    pub const fn new(name: &'static str, enter: fn() -> &'static T) -> Self {
        Self { name, enter }
    }

    /// By what it is known.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// What is in it, if it is here.
    pub fn here(&self) -> Option<&'static T> {
        is_here(self.name).then(self.enter)
    }
}

impl<T> fmt::Debug for Part<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name)
    }
}

/// Whether a part is here. Where the application is not taken apart, all are.
pub fn is_here(name: &str) -> bool {
    cfg!(not(split)) || browser::parts::is_here(name)
}

/// Has a part come, if it is not here.
pub async fn fetch(name: &'static str) -> Result<(), String> {
    if is_here(name) {
        return Ok(());
    }
    browser::parts::link(name).await
}

/// The page's part, where it has one of its own.
pub fn of(route: &Route) -> Option<&'static str> {
    match route {
        Route::Search(..) => Some("search"),
        Route::Themes(_) | Route::Theme(..) | Route::About => Some("themes"),
        Route::Notebook => Some("notebook"),
        Route::Library(_) | Route::Essay(_) | Route::NotFound => None,
    }
}

/// A part by this name, which holds this value of this type: `part!("themes", Themes, THEMES)`. Nothing but the part
/// may name the value.
#[macro_export]
macro_rules! part {
    ($name:literal, $holds:ty, $value:path) => {{
        #[cfg(split)]
        #[expect(unsafe_code, reason = "only so the linker lets both ends of the way keep their names")]
        #[expect(improper_ctypes, reason = "Rust is at both ends")]
        fn enter() -> &'static $holds {
            // One way leads into a part: its number is 0, of 32 digits.
            #[unsafe(export_name = concat!("__wasm_split_00", $name, "00_export_00000000000000000000000000000000"))]
            extern "C" fn inside() -> &'static $holds {
                &$value
            }
            #[link(wasm_import_module = "__wasm_split_placeholder__")]
            unsafe extern "C" {
                #[link_name = concat!("__wasm_split_00", $name, "00_import_00000000000000000000000000000000")]
                safe fn outside() -> &'static $holds;
            }
            outside()
        }
        #[cfg(not(split))]
        fn enter() -> &'static $holds {
            &$value
        }
        $crate::part::Part::new($name, enter)
    }};
}
