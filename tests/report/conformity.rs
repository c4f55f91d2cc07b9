//! Holds a document against a JSON Schema, as far as this project's schema goes; other keywords are faults.

use serde_json::Value;

/// Where and how `document` is not as `schema` says.
pub fn faults(schema: &Value, document: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    check(schema, schema, document, "$", &mut faults);
    faults
}

fn check(root: &Value, schema: &Value, value: &Value, at: &str, faults: &mut Vec<String>) {
    let Some(rules) = schema.as_object() else {
        return;
    };
    for (keyword, rule) in rules {
        let is_kept = match keyword.as_str() {
            "$schema" | "$defs" | "title" | "description" | "properties" | "minimum"
            | "maximum" => true,
            "$ref" => {
                let pointer = rule.as_str().unwrap().trim_start_matches('#');
                check(root, root.pointer(pointer).unwrap(), value, at, faults);
                true
            }
            "anyOf" => rule.as_array().unwrap().iter().any(|branch| {
                let mut inner = Vec::new();
                check(root, branch, value, at, &mut inner);
                inner.is_empty()
            }),
            "type" => match rule {
                Value::Array(types) => types.iter().any(|one| is_of(one, value)),
                one => is_of(one, value),
            },
            "enum" => rule.as_array().unwrap().contains(value),
            "const" => rule == value,
            "format" => match rule.as_str().unwrap() {
                "date-time" => {
                    let text = value.as_str().unwrap_or_default();
                    text.ends_with('Z') && text.parse::<jiff::Timestamp>().is_ok()
                }
                "uint" | "uint8" | "uint32" | "uint64" => true,
                _ => false,
            },
            "pattern" => {
                let text = value.as_str().unwrap_or_default();
                let is_hex = text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
                match rule.as_str().unwrap() {
                    "^[0-9a-f]{64}$" => is_hex && text.len() == 64,
                    "^([0-9a-f]{2})*$" => is_hex && text.len().is_multiple_of(2),
                    _ => false,
                }
            }
            "items" => {
                for (place, item) in value.as_array().into_iter().flatten().enumerate() {
                    check(root, rule, item, &format!("{at}[{place}]"), faults);
                }
                true
            }
            "required" => {
                let has = |name: &Value| value.get(name.as_str().unwrap()).is_some();
                !value.is_object() || rule.as_array().unwrap().iter().all(has)
            }
            "additionalProperties" => {
                let known = rules.get("properties").and_then(Value::as_object);
                let is_known = |name: &String| known.is_some_and(|known| known.contains_key(name));
                *rule == Value::Bool(false)
                    && value.as_object().is_none_or(|map| map.keys().all(is_known))
            }
            _ => false,
        };
        if !is_kept {
            faults.push(format!("{at}: {keyword} {rule}, found {value}"));
        }
    }
    if let (Some(properties), Some(object)) = (
        rules.get("properties").and_then(Value::as_object),
        value.as_object(),
    ) {
        for (name, inner) in object {
            if let Some(rule) = properties.get(name) {
                check(root, rule, inner, &format!("{at}.{name}"), faults);
            }
        }
    }
}

fn is_of(name: &Value, value: &Value) -> bool {
    match name.as_str().unwrap() {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "string" => value.is_string(),
        "integer" => value.is_u64() || value.is_i64(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => false,
    }
}
