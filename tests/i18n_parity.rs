//! Every sentence exists in both languages, with the same variables, and somebody says it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use fluent_syntax::ast::{
    CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement,
};
use fluent_syntax::parser;

/// What of a message must be the same in every language; the key is empty for the value itself,
/// else the attribute's name, and the set holds the variables and the messages referred to.
type Shape = BTreeMap<String, BTreeSet<String>>;

/// The messages of one file, in its order.
#[derive(Default)]
struct File {
    messages: Vec<(String, Shape)>,
    headings: BTreeSet<String>,
    faults: Vec<String>,
}

fn read(source: &str) -> File {
    let mut file = File::default();
    let resource = parser::parse(source).unwrap_or_else(|(resource, errors)| {
        let faults = errors
            .iter()
            .map(|error| format!("does not parse: {error}"));
        file.faults.extend(faults);
        resource
    });
    for entry in &resource.body {
        let (id, value, attributes) = match entry {
            Entry::Message(message) => (
                message.id.name.to_owned(),
                message.value.as_ref(),
                &message.attributes,
            ),
            Entry::Term(term) => (
                format!("-{}", term.id.name),
                Some(&term.value),
                &term.attributes,
            ),
            Entry::GroupComment(comment) => {
                let first = comment.content.first().copied().unwrap_or_default();
                let prefix = first.split(':').next().unwrap_or_default();
                file.headings.insert(prefix.to_owned());
                continue;
            }
            Entry::Comment(_) | Entry::ResourceComment(_) | Entry::Junk { .. } => continue,
        };
        let attributes = attributes
            .iter()
            .map(|attribute| (attribute.id.name, &attribute.value));
        let mut shape = Shape::new();
        for (name, pattern) in value.map(|value| ("", value)).into_iter().chain(attributes) {
            let mut mentioned = BTreeSet::new();
            mentions(pattern, &mut mentioned);
            if shape.insert(name.to_owned(), mentioned).is_some() {
                file.faults.push(format!("{id}.{name} stands there twice"));
            }
        }
        if file.messages.iter().any(|(known, _)| *known == id) {
            file.faults.push(format!("{id} stands there twice"));
        }
        file.messages.push((id, shape));
    }
    file
}

fn mentions(pattern: &Pattern<&str>, found: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            in_expression(expression, found);
        }
    }
}

fn in_expression(expression: &Expression<&str>, found: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => in_inline(inline, found),
        Expression::Select { selector, variants } => {
            in_inline(selector, found);
            for variant in variants {
                mentions(&variant.value, found);
            }
        }
    }
}

fn in_inline(inline: &InlineExpression<&str>, found: &mut BTreeSet<String>) {
    let mut in_arguments = |arguments: &CallArguments<&str>| {
        let named = arguments.named.iter().map(|argument| &argument.value);
        for argument in arguments.positional.iter().chain(named) {
            in_inline(argument, found);
        }
    };
    match inline {
        InlineExpression::FunctionReference { arguments, .. } => in_arguments(arguments),
        InlineExpression::TermReference { id, arguments, .. } => {
            if let Some(arguments) = arguments {
                in_arguments(arguments);
            }
            found.insert(format!("-{}", id.name));
        }
        InlineExpression::MessageReference { id, .. } => {
            found.insert(id.name.to_owned());
        }
        InlineExpression::VariableReference { id } => {
            found.insert(format!("${}", id.name));
        }
        InlineExpression::Placeable { expression } => in_expression(expression, found),
        InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
    }
}

fn prefix(id: &str) -> &str {
    id.trim_start_matches('-').split('-').next().unwrap_or(id)
}

/// Sections: one for each prefix, under a heading of its name, in one piece.
fn disorder(file: &File) -> Vec<String> {
    let mut faults = Vec::new();
    let mut closed = BTreeSet::new();
    let mut current = "";
    for (id, _) in &file.messages {
        let section = prefix(id);
        if section != current {
            closed.insert(current);
            current = section;
        }
        if closed.contains(section) {
            faults.push(format!("{id} stands outside its section"));
        }
        if !file.headings.contains(section) {
            faults.push(format!("{id} has no heading '## {section}: …'"));
        }
    }
    faults
}

fn differences(one: &File, other: &File) -> Vec<String> {
    let other_shapes: BTreeMap<_, _> = other.messages.iter().cloned().collect();
    let one_shapes: BTreeMap<_, _> = one.messages.iter().cloned().collect();
    let mut faults = Vec::new();
    for (id, shape) in &one_shapes {
        match other_shapes.get(id) {
            None => faults.push(format!("{id} is missing in the other language")),
            Some(same) if same == shape => {}
            Some(differs) => faults.push(format!("{id}: {shape:?} but {differs:?}")),
        }
    }
    let missing = other_shapes
        .keys()
        .filter(|id| !one_shapes.contains_key(*id));
    faults.extend(missing.map(|id| format!("{id} is missing in the first language")));
    if faults.is_empty() {
        let order = one.messages.iter().zip(&other.messages);
        let moved = order.filter(|((one, _), (other, _))| one != other);
        faults.extend(moved.map(|((id, _), _)| format!("{id} stands elsewhere in the other")));
    }
    faults
}

fn unsaid(file: &File, sources: &str) -> Vec<String> {
    let in_use = |name: &str| {
        sources.contains(&format!("\"{name}\""))
            || file
                .messages
                .iter()
                .any(|(_, shape)| shape.values().any(|mentioned| mentioned.contains(name)))
    };
    let messages = file.messages.iter();
    let unused = messages.clone().filter(|(id, _)| !in_use(id));
    let unused = unused.map(|(id, _)| format!("{id} is said nowhere"));
    let attributes = messages.flat_map(|(id, shape)| shape.keys().map(move |name| (id, name)));
    let unused_attributes = attributes
        .filter(|(_, name)| !name.is_empty() && !in_use(name))
        .map(|(id, name)| format!("{id}.{name} is said nowhere"));
    unused.chain(unused_attributes).collect()
}

fn sources(folder: &Path) -> String {
    let mut text = String::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            text.push_str(&sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            text.push_str(&fs::read_to_string(&path).unwrap());
        }
    }
    text
}

fn language(tag: &str) -> File {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = root.join("i18n").join(tag).join("tokendesk.ftl");
    read(&fs::read_to_string(path).unwrap())
}

fn none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn each_file_parses_and_says_nothing_twice() {
    for tag in ["en", "ja"] {
        none(&language(tag).faults);
    }
}

#[test]
fn each_file_is_in_sections_by_prefix() {
    for tag in ["en", "ja"] {
        none(&disorder(&language(tag)));
    }
}

#[test]
fn both_languages_have_the_same_messages_attributes_and_variables() {
    none(&differences(&language("en"), &language("ja")));
}

#[test]
fn every_message_is_said_somewhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    // Help texts are fetched by the names of commands and options; a test beside them holds them together.
    let is_help = |line: &String| {
        ["help-command-", "help-example-", "help-option-"]
            .iter()
            .any(|kind| line.starts_with(kind))
    };
    let mut unsaid = unsaid(&language("en"), &sources(&root.join("src")));
    unsaid.retain(|line| !is_help(line));
    none(&unsaid);
}

#[test]
fn every_folder_of_a_language_is_one_that_is_checked() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("i18n");
    let folders = fs::read_dir(root).unwrap();
    let names = folders.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert_eq!(
        names.collect::<BTreeSet<_>>(),
        ["en", "ja"].map(String::from).into()
    );
}

#[test]
fn planted_faults_are_found() {
    let clean =
        "## a: letters\n\na-one = { $x } and { -a-term }\n    .hint = { $y }\n-a-term = t\n";
    let file = read(clean);
    none(&file.faults);
    none(&disorder(&file));
    none(&differences(&file, &read(clean)));
    none(&unsaid(&file, r#"say!(c, "a-one", "hint")"#));

    let planted = [
        clean.replace("$x", "$z"),
        clean.replace("    .hint = { $y }\n", ""),
        clean.replace("$y", "$z"),
        clean.replace("a-one", "a-two"),
        clean.replace("{ -a-term }", "t"),
        clean
            .replace("{ $x }", "{ $x -> [one] { $n } *[other] 2 }")
            .replace("->", "->\n   ")
            .replace("*[", "\n   *[")
            .replace("2 }", "2\n    }"),
    ];
    for other in planted {
        let other = read(&other);
        none(&other.faults);
        assert_ne!(differences(&file, &other), [""; 0]);
    }
    assert_ne!(read("a-one = { $x\n").faults, [""; 0]);
    assert_ne!(read("a-one = 1\na-one = 2\n").faults, [""; 0]);
    assert_ne!(unsaid(&file, "a-one"), [""; 0]);
    assert_ne!(
        disorder(&read("## a: x\n\na-one = 1\nb-two = 2\n")),
        [""; 0]
    );
    let scattered = "## a: x\n\n## b: y\n\na-one = 1\nb-two = 2\na-three = 3\n";
    assert_ne!(disorder(&read(scattered)), [""; 0]);
}
