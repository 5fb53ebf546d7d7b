//! As much of JSON Schema as `docs/` uses. Stricter than the standard: a key that the schema does not list is wrong,
//! so that the documentation cannot fall behind, unless `additionalProperties` says what it may hold.

use serde_json::Value;

/// What is wrong with `value`, each with its path; nothing for a valid one.
pub fn problems(schema: &Value, value: &Value) -> Vec<String> {
    problems_by(schema, schema, value)
}

/// The same for one of the schema's `$defs`.
pub fn problems_of(schema: &Value, name: &str, value: &Value) -> Vec<String> {
    problems_by(schema, &schema["$defs"][name], value)
}

fn problems_by(root: &Value, schema: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    check(root, schema, value, "$", &mut found);
    found
}

fn check(root: &Value, schema: &Value, value: &Value, path: &str, found: &mut Vec<String>) {
    for (keyword, rule) in schema.as_object().unwrap() {
        let fits = match keyword.as_str() {
            "$schema" | "$defs" | "title" | "description" | "minimum" | "maximum" => true,
            "$ref" => {
                let pointer = rule.as_str().unwrap().strip_prefix('#').unwrap();
                check(root, root.pointer(pointer).unwrap(), value, path, found);
                true
            }
            "type" => match rule {
                Value::Array(types) => types.iter().any(|t| has_type(t, value)),
                one => has_type(one, value),
            },
            "const" => rule == value,
            "enum" => rule.as_array().unwrap().contains(value),
            "pattern" => {
                assert_eq!(rule, "^[0-9a-f]{32}$", "the only pattern known here");
                value
                    .as_str()
                    .is_some_and(|s| s.len() == 32 && s.bytes().all(|b| b"0123456789abcdef".contains(&b)))
            }
            "anyOf" => rule.as_array().unwrap().iter().any(|one| {
                let mut inner = Vec::new();
                check(root, one, value, path, &mut inner);
                inner.is_empty()
            }),
            "items" => {
                for (i, item) in value.as_array().into_iter().flatten().enumerate() {
                    check(root, rule, item, &format!("{path}[{i}]"), found);
                }
                true
            }
            "required" => {
                rule.as_array().unwrap().iter().all(|key| value.get(key.as_str().unwrap()).is_some())
            }
            "properties" => {
                for (key, item) in value.as_object().into_iter().flatten() {
                    match rule.get(key) {
                        Some(inner) => check(root, inner, item, &format!("{path}.{key}"), found),
                        None if schema.get("additionalProperties").is_some() => {}
                        None => found.push(format!("{path}.{key} is not in the schema")),
                    }
                }
                true
            }
            "additionalProperties" => {
                let listed =
                    |key: &String| schema.get("properties").is_some_and(|all| all.get(key).is_some());
                for (key, item) in value.as_object().into_iter().flatten().filter(|(key, _)| !listed(key)) {
                    match rule {
                        Value::Bool(false) => found.push(format!("{path}.{key} is not in the schema")),
                        rule => check(root, rule, item, &format!("{path}.{key}"), found),
                    }
                }
                true
            }
            other => panic!("unknown keyword {other}"),
        };
        if !fits {
            found.push(format!("{path}: {value} does not fit {keyword} {rule}"));
        }
    }
    if let Some(number) = value.as_f64() {
        let bound = |name: &str| schema.get(name).and_then(Value::as_f64);
        if bound("minimum").is_some_and(|low| number < low)
            || bound("maximum").is_some_and(|high| number > high)
        {
            found.push(format!("{path}: {number} is out of range"));
        }
    }
}

fn has_type(name: &Value, value: &Value) -> bool {
    match name.as_str().unwrap() {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        other => panic!("unknown type {other}"),
    }
}

#[test]
fn what_does_not_fit_is_found() {
    let schema = serde_json::json!({
        "type": "object",
        "properties": { "a": { "type": "integer", "minimum": 0 }, "b": { "enum": ["x", null] } },
        "required": ["a"],
    });
    let count = |value: Value| problems(&schema, &value).len();
    assert_eq!(count(serde_json::json!({ "a": 1, "b": null })), 0);
    assert_eq!(count(serde_json::json!({ "a": -1 })), 1);
    assert_eq!(count(serde_json::json!({ "a": 1.5, "b": "y", "c": 0 })), 3);
    assert_eq!(count(serde_json::json!({ "b": "x" })), 1);
    let by_name = serde_json::json!({
        "type": "object",
        "properties": { "a": { "type": "string" } },
        "additionalProperties": { "type": "integer" },
    });
    assert_eq!(problems(&by_name, &serde_json::json!({ "a": "x", "b": 1, "c": 2 })), Vec::<String>::new());
    assert_eq!(problems(&by_name, &serde_json::json!({ "a": 1, "b": "x" })).len(), 2);
    let closed = serde_json::json!({ "properties": { "a": {} }, "additionalProperties": false });
    assert_eq!(problems(&closed, &serde_json::json!({ "a": 1, "b": 2 })), ["$.b is not in the schema"]);
}
