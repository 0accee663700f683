//! The four fields of a card, in the card's own order, as the hosted page and the frame show them.

use super::html::escape;

/// What a buyer typed on the hosted page, and what was wrong with it.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    pub(super) number: String,
    pub(super) expiry: String,
    pub(super) cvc: String,
    pub(super) name: String,
}

/// What to tell a buyer about one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Complaint {
    pub(super) field: &'static str,
    pub(super) message: &'static str,
}

impl Complaint {
    /// From the parameter that the API named.
    pub(super) fn about(param: Option<&str>, code: Option<&str>) -> Self {
        let (field, message) = match (param, code) {
            (Some("number"), Some("card_declined")) => (
                "number",
                "This gateway takes test cards only. Use 4242 4242 4242 4242.",
            ),
            (Some("number" | "card[number]"), _) => (
                "number",
                "Check the card number: it should have 12 to 19 digits, as on the card.",
            ),
            (Some("exp_month" | "exp_year" | "card[exp_month]" | "card[exp_year]"), _) => (
                "expiry",
                "Enter the expiry date as on the card, for example 04/30. It can't be in the past.",
            ),
            (Some("cvc"), _) => (
                "cvc",
                "Enter the security code: 3 digits on the back, or 4 on the front of American Express.",
            ),
            _ => ("number", "This card can't be used. Try another one."),
        };
        Self { field, message }
    }
}

/// Fields without JavaScript keep what was typed, except the number and the code: a page with a
/// card number in it must not exist.
pub(super) fn fields(typed: &Typed, complaint: Option<&Complaint>, with_name: bool) -> String {
    let field = |name: &str, label: &str, hint: &str, attributes: &str| {
        let wrong = complaint.filter(|complaint| complaint.field == name);
        let mut described = Vec::new();
        if !hint.is_empty() {
            described.push(format!("{name}-hint"));
        }
        described.push(format!("{name}-error"));
        format!(
            "<div class=\"field\" data-field=\"{name}\">\
             <label for=\"{name}\">{label}</label>{hint}\
             <input id=\"{name}\" name=\"{name}\" required {attributes} aria-describedby=\"{described}\"{invalid}>\
             <p class=\"error\" id=\"{name}-error\"{hidden}>{message}</p></div>",
            hint = match hint {
                "" => String::new(),
                hint => format!("<p class=\"hint\" id=\"{name}-hint\">{hint}</p>"),
            },
            described = described.join(" "),
            invalid = if wrong.is_some() {
                " aria-invalid=\"true\""
            } else {
                ""
            },
            hidden = if wrong.is_some() { "" } else { " hidden" },
            message = wrong.map(|wrong| escape(wrong.message)).unwrap_or_default(),
        )
    };
    let mut html = field(
        "number",
        "Card number",
        "",
        "inputmode=\"numeric\" autocomplete=\"cc-number\" maxlength=\"31\" spellcheck=\"false\"",
    );
    html.push_str("<div class=\"pair\">");
    html.push_str(&field(
        "expiry",
        "Expiry date",
        "MM/YY",
        &format!(
            "inputmode=\"numeric\" autocomplete=\"cc-exp\" maxlength=\"9\" value=\"{}\"",
            escape(&typed.expiry)
        ),
    ));
    html.push_str(&field(
        "cvc",
        "Security code",
        "",
        "inputmode=\"numeric\" autocomplete=\"cc-csc\" maxlength=\"4\" spellcheck=\"false\"",
    ));
    html.push_str("</div>");
    if with_name {
        html.push_str(&field(
            "name",
            "Name on card",
            "",
            &format!(
                "autocomplete=\"cc-name\" maxlength=\"100\" value=\"{}\"",
                escape(&typed.name)
            ),
        ));
    }
    html
}

/// `04/30`, `4 / 30`, `04-2030` and `0430` are all the same month.
pub(super) fn split_expiry(typed: &str) -> (String, String) {
    let typed = typed.trim();
    let parts: Vec<&str> = typed
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect();
    match parts.as_slice() {
        [month, year] => ((*month).to_owned(), (*year).to_owned()),
        [run] if matches!(run.len(), 4 | 6) => (run[..2].to_owned(), run[2..].to_owned()),
        _ => (String::new(), String::new()),
    }
}

/// The brands this gateway takes, drawn as plainly as a sign needs to be.
pub(super) const LOGOS: &str = include_str!("assets/logos.html");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ada_may_write_the_date_as_she_likes() {
        for typed in ["04/30", "04 / 30", "04-30", "0430", " 04.30 "] {
            assert_eq!(split_expiry(typed), ("04".into(), "30".into()), "{typed}");
        }
        assert_eq!(split_expiry("04/2030"), ("04".into(), "2030".into()));
        assert_eq!(split_expiry("soon"), (String::new(), String::new()));
    }

    #[test]
    fn a_card_number_is_never_written_into_a_page() {
        let typed = Typed {
            number: "4242424242424242".into(),
            cvc: "123".into(),
            expiry: "04/30".into(),
            name: "Ada <b>".into(),
        };
        let html = fields(&typed, None, true);
        assert!(!html.contains("4242") && !html.contains("\"123\""));
        assert!(html.contains("Ada &lt;b&gt;") && html.contains("04/30"));
    }
}
