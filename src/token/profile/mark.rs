//! By what a module or a token is known.

use crate::token::discovery::Maker;
use crate::token::{ModuleFacts, TokenFacts};

/// By what a module or a token is known: each part, where there is one, must occur in the field, in any case.
#[derive(Debug, Default)]
pub(super) struct Mark {
    pub model: Option<&'static str>,
    pub token_manufacturer: Option<&'static str>,
    pub module_manufacturer: Option<&'static str>,
    pub module_description: Option<&'static str>,
    /// Whose module the file is, by its name.
    pub maker: Option<Maker>,
}

pub(super) const NO_MARK: Mark = Mark {
    model: None,
    token_manufacturer: None,
    module_manufacturer: None,
    module_description: None,
    maker: None,
};

impl Mark {
    /// The fields that it was known by, with what they say; `None` where it does not fit.
    pub fn recognise(&self, module: &ModuleFacts, token: &TokenFacts) -> Option<Vec<Evidence>> {
        let fields = [
            (Field::Model, self.model, &token.model),
            (
                Field::TokenManufacturer,
                self.token_manufacturer,
                &token.manufacturer,
            ),
            (
                Field::ModuleManufacturer,
                self.module_manufacturer,
                &module.manufacturer,
            ),
            (
                Field::ModuleDescription,
                self.module_description,
                &module.description,
            ),
        ];
        let mut known_by = Vec::new();
        for (field, wanted, value) in fields {
            let Some(wanted) = wanted else { continue };
            if !value.to_lowercase().contains(wanted) {
                return None;
            }
            known_by.push(Evidence {
                field,
                value: value.clone(),
            });
        }
        if let Some(maker) = self.maker {
            if Maker::of(&module.path, Some(module)) != maker {
                return None;
            }
            let name = module.path.file_name().unwrap_or_default();
            known_by.push(Evidence {
                field: Field::ModuleFile,
                value: name.to_string_lossy().into_owned(),
            });
        }
        Some(known_by)
    }
}

/// A field by which a module or a token is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The token's model.
    Model,
    /// The token's manufacturer.
    TokenManufacturer,
    /// The module's manufacturer.
    ModuleManufacturer,
    /// The module's description of itself.
    ModuleDescription,
    /// The name of the module's file: what tells the generations of the ePass2003 vendor's module.
    ModuleFile,
}

impl Field {
    /// The stable word for JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Model => "model",
            Self::TokenManufacturer => "token-manufacturer",
            Self::ModuleManufacturer => "module-manufacturer",
            Self::ModuleDescription => "module-description",
            Self::ModuleFile => "module-file",
        }
    }
}

/// What a profile was chosen by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The field.
    pub field: Field,
    /// What it says.
    pub value: String,
}
