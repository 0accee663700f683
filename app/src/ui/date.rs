//! Days and hours, for people and for programs.

use domain::{CalendarDate, Timestamp};
use leptos::prelude::*;

/// `Thu 26 Nov`
#[component]
pub fn Day(date: CalendarDate) -> impl IntoView {
    view! { <time datetime=date.to_string()>{date.short()}</time> }
}

/// `22 November 2026`
#[component]
pub fn DayOf(moment: Timestamp) -> impl IntoView {
    view! { <time datetime=moment.to_string()>{moment.date().long()}</time> }
}

/// `between Tue 24 Nov and Thu 26 Nov`, or `on Tue 24 Nov`.
#[component]
pub fn Between(days: (CalendarDate, CalendarDate)) -> impl IntoView {
    let (first, last) = days;
    if first == last {
        view! { "on " <Day date=last/> }.into_any()
    } else {
        view! { "between " <Day date=first/> " and " <Day date=last/> }.into_any()
    }
}
