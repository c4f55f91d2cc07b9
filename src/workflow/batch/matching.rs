//! The identities that were found against the list that names them: strangers, missing ones, doubles.

use std::collections::HashMap;
use std::sync::Arc;

use super::check::Checked;
use super::flaw::{Flaw, FlawKind};
use super::list::List;
use super::offer::Offer;
use super::row::Row;
use super::stock::Stock;
use super::survey::{RowsByFile, Survey};
use crate::certificate::{CanonicalName, SerialNumber, Sha256Digest, SpeltSerial};

/// Joins identities and rows: an identity is on offer when exactly one row names it and that row names nothing else.
pub(super) fn stock(survey: Survey, checked: Vec<Checked>) -> Stock {
    let mut stock = Stock {
        folder: survey.source.folder,
        list: survey.source.list,
        bundles: survey.sealed.len(),
        flaws: survey.flaws,
        offers: Vec::new(),
    };
    let (mut fit, mut unfit) = (Vec::new(), Vec::new());
    for one in checked {
        fit.extend(one.fit);
        unfit.extend(one.unfit);
        stock.flaws.extend(one.flaws);
    }
    let fit = without_doubles(fit, &mut stock.flaws);
    let unfit = without_doubles(unfit, &mut stock.flaws);
    for offer in &unfit {
        let kind = FlawKind::Unfit {
            subject: offer.subject.to_string(),
            findings: offer.findings.clone(),
        };
        stock.flaws.push(about(offer, None, kind));
    }
    let fit = match survey.list {
        Some(list) => listed(list, fit, &unfit, &mut stock.flaws),
        None => fit,
    };
    tell_same_subjects(&fit, &mut stock.flaws);
    stock.offers = fit.into_iter().map(Arc::new).collect();
    // The worst first; what belongs to one file together.
    stock
        .flaws
        .sort_by_key(|flaw| std::cmp::Reverse(flaw.kind.weight()));
    stock
}

fn about(offer: &Offer, line: Option<u32>, kind: FlawKind) -> Flaw {
    Flaw {
        bundle: Some(offer.name.clone()),
        line,
        kind,
    }
}

/// The first of each identity, in the order of the files' names.
fn without_doubles(offers: Vec<Offer>, flaws: &mut Vec<Flaw>) -> Vec<Offer> {
    let mut first: HashMap<Sha256Digest, String> = HashMap::new();
    let mut kept = Vec::new();
    for offer in offers {
        match first.get(&offer.leaf) {
            Some(first) => {
                let first = first.clone();
                flaws.push(about(&offer, None, FlawKind::SameIdentity { first }));
            }
            None => {
                first.insert(offer.leaf, offer.name.clone());
                kept.push(offer);
            }
        }
    }
    kept
}

/// Where the rows that name an identity are found without asking each.
struct Index<'a> {
    rows: Vec<&'a Row>,
    by_serial: HashMap<&'a SerialNumber, Vec<usize>>,
    by_file: RowsByFile,
}

impl<'a> Index<'a> {
    fn of(rows: impl Iterator<Item = &'a Row>) -> Self {
        let rows: Vec<&Row> = rows.collect();
        let mut by_serial: HashMap<_, Vec<usize>> = HashMap::new();
        for (place, row) in rows.iter().enumerate() {
            for reading in row.certificate.iter().flat_map(SpeltSerial::readings) {
                by_serial.entry(reading).or_default().push(place);
            }
        }
        let by_file = RowsByFile::of(rows.iter().copied());
        Self {
            rows,
            by_serial,
            by_file,
        }
    }

    /// The places of the rows that name an identity: by the serial number where they have one, else by the file.
    fn naming(&self, offer: &Offer) -> Vec<usize> {
        let has_serial = |place: &usize| {
            let row = self.rows.get(*place);
            row.is_some_and(|row| row.certificate.is_some())
        };
        let by_serial = self.by_serial.get(&offer.serial).into_iter().flatten();
        let mut places: Vec<usize> = by_serial.copied().collect();
        let by_file = self.by_file.naming(&offer.name);
        places.extend(by_file.into_iter().filter(|place| !has_serial(place)));
        places
    }
}

/// The identities that the list names, each with its row.
fn listed(list: List, fit: Vec<Offer>, unfit: &[Offer], flaws: &mut Vec<Flaw>) -> Vec<Offer> {
    let index = Index::of(list.rows.iter());
    let bad = Index::of(list.bad.iter().map(|bad| &bad.row));
    let mut named: Vec<Vec<String>> = list.rows.iter().map(|_| Vec::new()).collect();
    let mut claims: Vec<Vec<usize>> = Vec::new();
    for offer in fit.iter().chain(unfit) {
        let places = index.naming(offer);
        for place in &places {
            if let Some(bundles) = named.get_mut(*place) {
                bundles.push(offer.name.clone());
            }
        }
        claims.push(places);
    }
    let mut on_offer = Vec::new();
    for (mut offer, places) in fit.into_iter().zip(claims) {
        let lines: Vec<u32> = places
            .iter()
            .filter_map(|place| Some(list.rows.get(*place)?.line))
            .collect();
        let row = places.first().and_then(|place| list.rows.get(*place));
        let bundles = places.first().and_then(|place| named.get(*place));
        match (row, bundles) {
            // A row that cannot be used names it: that row is told of.
            (None, _) if !bad.naming(&offer).is_empty() => {}
            (None, _) | (_, None) => {
                let kind = FlawKind::Stranger {
                    subject: offer.subject.to_string(),
                    serial: offer.serial.to_string(),
                };
                flaws.push(about(&offer, None, kind));
            }
            (Some(row), _) if lines.len() > 1 => {
                flaws.push(about(
                    &offer,
                    Some(row.line),
                    FlawKind::IdentityTwice { lines },
                ));
            }
            (Some(row), Some(bundles)) if bundles.len() > 1 => {
                let bundles = bundles.clone();
                flaws.push(about(
                    &offer,
                    Some(row.line),
                    FlawKind::Ambiguous { bundles },
                ));
            }
            (Some(row), Some(_)) => {
                offer.row = Some(with_paths(row.clone(), &list));
                on_offer.push(offer);
            }
        }
    }
    let missing = list.rows.into_iter().zip(named);
    for (row, _) in missing.filter(|(_, bundles)| bundles.is_empty()) {
        flaws.push(Flaw {
            bundle: None,
            line: Some(row.line),
            kind: FlawKind::Missing(Box::new(row)),
        });
    }
    flaws.extend(list.bad.into_iter().map(Flaw::from));
    on_offer
}

/// Secret files lie where the list lies, unless it says otherwise.
fn with_paths(mut row: Row, list: &List) -> Row {
    let folder = super::source::folder_of(&list.path);
    row.pin_file = row.pin_file.map(|path| folder.join(path));
    row.password_file = row.password_file.map(|path| folder.join(path));
    row
}

/// Tells of subjects that several identities have, unless the list says which token gets each.
fn tell_same_subjects(offers: &[Offer], flaws: &mut Vec<Flaw>) {
    let mut owners: HashMap<CanonicalName, Vec<&Offer>> = HashMap::new();
    for offer in offers.iter().filter(|offer| offer.listed_token().is_none()) {
        let same = owners.entry(offer.subject.canonical()).or_default();
        same.push(offer);
    }
    for offer in offers {
        let Some(same) = owners.get(&offer.subject.canonical()) else {
            continue;
        };
        // Told once, at the first of them.
        if same.len() > 1 && same.first().is_some_and(|first| first.leaf == offer.leaf) {
            let others = same.iter().skip(1).map(|other| other.name.clone());
            let kind = FlawKind::SameSubject {
                subject: offer.subject.to_string(),
                others: others.collect(),
            };
            flaws.push(about(offer, None, kind));
        }
    }
}
