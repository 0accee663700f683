//! Form-encoded parameters as Stripe writes them: `card[number]=4242…&metadata[order]=S-1`.

use std::collections::BTreeMap;

use crate::error::ApiError;

pub(crate) type Metadata = BTreeMap<String, String>;

/// The parameters of one call, by their full name. The last of two equal names counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Form {
    fields: BTreeMap<String, String>,
}

impl Form {
    pub(crate) fn parse(encoded: &[u8]) -> Result<Self, ApiError> {
        let mut fields = BTreeMap::new();
        for (name, value) in url::form_urlencoded::parse(encoded) {
            if !brackets_match(&name) {
                return Err(ApiError::invalid(
                    &name,
                    "parameter_invalid",
                    format!("Invalid parameter name: {name}"),
                ));
            }
            fields.insert(name.into_owned(), value.into_owned());
        }
        Ok(Self { fields })
    }

    /// Stripe refuses what it does not know, so we do too: a misspelt parameter must not pass a test.
    pub(crate) fn allow_only(&self, known: &[&str]) -> Result<(), ApiError> {
        for name in self.fields.keys() {
            let top = name.split('[').next().unwrap_or_default();
            if !known.contains(&top) {
                return Err(ApiError::invalid(
                    name,
                    "parameter_unknown",
                    format!("Received unknown parameter: {name}"),
                ));
            }
        }
        Ok(())
    }

    /// An empty value counts as absent, as Stripe has it.
    pub(crate) fn find(&self, name: &str) -> Option<&str> {
        self.fields
            .get(name)
            .map(String::as_str)
            .filter(|value| !value.is_empty())
    }

    pub(crate) fn get(&self, name: &str) -> Result<&str, ApiError> {
        self.find(name).ok_or_else(|| {
            ApiError::invalid(
                name,
                "parameter_missing",
                format!("Missing required param: {name}."),
            )
        })
    }

    pub(crate) fn find_integer(&self, name: &str) -> Result<Option<i64>, ApiError> {
        let Some(value) = self.find(name) else {
            return Ok(None);
        };
        value.parse().map(Some).map_err(|_| {
            ApiError::invalid(
                name,
                "parameter_invalid_integer",
                format!("Invalid integer: {value}"),
            )
        })
    }

    pub(crate) fn flag(&self, name: &str) -> Result<bool, ApiError> {
        match self.find(name) {
            None | Some("false") => Ok(false),
            Some("true") => Ok(true),
            Some(other) => Err(ApiError::invalid(
                name,
                "parameter_invalid",
                format!("Invalid boolean: {other}"),
            )),
        }
    }

    /// All `parent[child]=value` pairs of one parent.
    pub(crate) fn children(&self, parent: &str) -> Metadata {
        self.fields
            .iter()
            .filter_map(|(name, value)| {
                let child = name
                    .strip_prefix(parent)?
                    .strip_prefix('[')?
                    .strip_suffix(']')?;
                Some((child.to_owned(), value.clone()))
            })
            .collect()
    }

    /// The same for every order in which the parameters were written.
    pub(crate) fn canonical(&self) -> String {
        url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(&self.fields)
            .finish()
    }
}

fn brackets_match(name: &str) -> bool {
    let mut open = false;
    for character in name.chars() {
        match (character, open) {
            ('[', false) => open = true,
            (']', true) => open = false,
            ('[' | ']', _) => return false,
            _ => {}
        }
    }
    !open && !name.is_empty() && !name.starts_with('[')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nested_names_and_percent_signs_are_understood() {
        let form = Form::parse(b"amount=1800&metadata%5Border%5D=S-1%20b&metadata[payment_id]=p")
            .expect("a well-formed body");
        assert_eq!(form.find_integer("amount").expect("a number"), Some(1800));
        assert_eq!(
            form.children("metadata"),
            Metadata::from([
                ("order".into(), "S-1 b".into()),
                ("payment_id".into(), "p".into())
            ])
        );
    }

    #[test]
    fn the_order_of_the_parameters_does_not_matter() {
        let one = Form::parse(b"a=1&b[c]=2").expect("well-formed");
        let two = Form::parse(b"b[c]=2&a=1").expect("well-formed");
        assert_eq!(one.canonical(), two.canonical());
        assert_ne!(
            one.canonical(),
            Form::parse(b"a=1&b[c]=3").expect("well-formed").canonical()
        );
    }

    #[test]
    fn a_misspelt_parameter_is_refused_by_name() {
        let form = Form::parse(b"amuont=5").expect("well-formed");
        let error = form.allow_only(&["amount"]).expect_err("unknown");
        assert_eq!(error.code(), Some("parameter_unknown"));
        assert!(Form::parse(b"metadata[order=5").is_err());
    }

    #[test]
    fn a_missing_and_an_empty_value_are_the_same() {
        let form = Form::parse(b"amount=").expect("well-formed");
        assert_eq!(
            form.get("amount").expect_err("empty").code(),
            Some("parameter_missing")
        );
    }
}
