//! Where this shop delivers to.

use domain::checkout::{Country, CountryCode};

/// By name, as the list on the page is read.
const COUNTRIES: [(&str, &str); 37] = [
    ("AU", "Australia"),
    ("AT", "Austria"),
    ("BE", "Belgium"),
    ("BG", "Bulgaria"),
    ("CA", "Canada"),
    ("HR", "Croatia"),
    ("CY", "Cyprus"),
    ("CZ", "Czechia"),
    ("DK", "Denmark"),
    ("EE", "Estonia"),
    ("FI", "Finland"),
    ("FR", "France"),
    ("DE", "Germany"),
    ("GR", "Greece"),
    ("HU", "Hungary"),
    ("IS", "Iceland"),
    ("IE", "Ireland"),
    ("IT", "Italy"),
    ("JP", "Japan"),
    ("LV", "Latvia"),
    ("LI", "Liechtenstein"),
    ("LT", "Lithuania"),
    ("LU", "Luxembourg"),
    ("MT", "Malta"),
    ("NL", "Netherlands"),
    ("NZ", "New Zealand"),
    ("NO", "Norway"),
    ("PL", "Poland"),
    ("PT", "Portugal"),
    ("RO", "Romania"),
    ("SK", "Slovakia"),
    ("SI", "Slovenia"),
    ("ES", "Spain"),
    ("SE", "Sweden"),
    ("CH", "Switzerland"),
    ("GB", "United Kingdom"),
    ("US", "United States"),
];

pub(super) fn all() -> Vec<Country> {
    COUNTRIES
        .iter()
        .map(|(code, name)| Country {
            code: code.parse().expect("the list holds codes of two letters"),
            name: (*name).to_owned(),
        })
        .collect()
}

pub(super) fn delivers_to(country: CountryCode) -> bool {
    let wanted = country.to_string();
    COUNTRIES.iter().any(|(code, _)| *code == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_read_from_a_to_z_and_names_no_country_twice() {
        let names: Vec<_> = all().into_iter().map(|country| country.name).collect();
        assert!(names.is_sorted());
        let mut codes: Vec<_> = COUNTRIES.iter().map(|(code, _)| code).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), COUNTRIES.len());
    }
}
