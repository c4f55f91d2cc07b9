//! The real module behind this one, loaded once.

use std::path::{Path, PathBuf};

use cryptoki_sys::{CK_FUNCTION_LIST, CK_RV, CKR_OK};
use libloading::Library;

/// Where Debian, Ubuntu, Fedora, Arch and Homebrew put SoftHSM2.
const USUAL_PLACES: [&str; 9] = [
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib64/softhsm/libsofthsm2.so",
    "/usr/lib64/pkcs11/libsofthsm2.so",
    "/usr/lib64/libsofthsm2.so",
    "/usr/lib/pkcs11/libsofthsm2.so",
    "/usr/local/lib/softhsm/libsofthsm2.so",
    "/opt/homebrew/lib/softhsm/libsofthsm2.so",
];

/// The function list of the real module; it lives as long as the process.
#[derive(Clone, Copy)]
pub struct Real {
    list: &'static CK_FUNCTION_LIST,
}

impl Real {
    /// Loads the module at `path`, or SoftHSM2 where distributions put it.
    ///
    /// # Errors
    ///
    /// A sentence that says what could not be loaded and why.
    pub fn load(path: Option<&Path>) -> Result<Self, String> {
        let path = match path {
            Some(path) => path.to_path_buf(),
            None => USUAL_PLACES
                .iter()
                .map(PathBuf::from)
                .find(|place| place.exists())
                .ok_or("SoftHSM2 is in none of its usual places; set EPASS2003_MODULE")?,
        };
        // SAFETY: loading runs the constructors of a module that the user named.
        let library = unsafe { Library::new(&path) }
            .map_err(|reason| format!("cannot load {}: {reason}", path.display()))?;
        // Never unloaded: the program may still hold the function list while it exits.
        let library: &'static Library = Box::leak(Box::new(library));
        // SAFETY: the symbol has this type in every PKCS#11 module.
        let entry = unsafe {
            library.get::<unsafe extern "C" fn(*mut *mut CK_FUNCTION_LIST) -> CK_RV>(
                b"C_GetFunctionList",
            )
        }
        .map_err(|reason| format!("{} is no PKCS#11 module: {reason}", path.display()))?;
        let mut list = std::ptr::null_mut();
        // SAFETY: room for one pointer is given.
        let answer = unsafe { entry(&raw mut list) };
        // SAFETY: a list that was handed out stays valid while the module is loaded.
        match unsafe { list.as_ref() } {
            Some(list) if answer == CKR_OK => Ok(Self { list }),
            _ => Err(format!("{} hands out no function list", path.display())),
        }
    }

    /// The real functions.
    pub fn functions(&self) -> &'static CK_FUNCTION_LIST {
        self.list
    }
}

/// Calls one function of the real module.
macro_rules! call {
    ($real:expr, $name:ident($($argument:expr),* $(,)?)) => {
        match $real.functions().$name {
            // SAFETY: the arguments are the caller's own, or built by us to the same contract.
            Some(function) => unsafe { function($($argument),*) },
            None => cryptoki_sys::CKR_FUNCTION_NOT_SUPPORTED,
        }
    };
}
pub(crate) use call;
