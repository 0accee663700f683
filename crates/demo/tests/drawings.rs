//! Every picture of the demo shop can be drawn, and drawn again.

use std::sync::atomic::{AtomicUsize, Ordering};

use demo::{Drawing, View, goods, illustration, render, samples};

static COMPLAINTS: AtomicUsize = AtomicUsize::new(0);

struct Listener;

impl log::Log for Listener {
    fn enabled(&self, metadata: &log::Metadata<'_>) -> bool {
        metadata.level() <= log::Level::Warn
    }

    fn log(&self, record: &log::Record<'_>) {
        if self.enabled(record.metadata()) {
            eprintln!("{}", record.args());
            COMPLAINTS.fetch_add(1, Ordering::Relaxed);
        }
    }

    fn flush(&self) {}
}

#[test]
fn every_kind_can_be_drawn_in_every_view_without_complaint() {
    log::set_logger(&Listener).expect("no other test of this program listens");
    log::set_max_level(log::LevelFilter::Warn);
    for view in View::ALL {
        for drawing in samples("HAR", view) {
            let pixels = render(&illustration(&drawing), 60).expect("our own drawings are valid");
            assert_eq!(
                (pixels.width, pixels.height, pixels.rgba.len()),
                (60, 60, 60 * 60 * 4)
            );
            let colours: std::collections::HashSet<_> = pixels.rgba.chunks(4).collect();
            assert!(
                100 < colours.len(),
                "{drawing} is nearly empty: {} colours",
                colours.len()
            );
            assert!(
                pixels.rgba.chunks(4).all(|pixel| pixel[3] == 255),
                "{drawing} has holes"
            );
        }
    }
    assert_eq!(COMPLAINTS.load(Ordering::Relaxed), 0);
}

#[test]
fn every_picture_of_the_demo_shop_has_a_name_that_can_be_drawn() {
    for picture in goods(7, 150).flat_map(|product| product.pictures) {
        let drawing: Drawing = picture.origin.parse().expect("the name is one of ours");
        assert_eq!(drawing.to_string(), picture.origin);
        assert!(!picture.alt.is_empty());
    }
}

#[test]
fn the_same_name_gives_the_same_drawing() {
    let drawing: Drawing = "MUG/EN/FIRST/CHK/front".parse().expect("the enamel mug");
    let again: Drawing = "MUG/EN/FIRST/CHK/front".parse().expect("the enamel mug");
    assert_eq!(illustration(&drawing), illustration(&again));
}

#[test]
fn a_name_that_is_not_ours_is_refused() {
    for name in [
        "",
        "MUG",
        "MUG/EN/FIRST/PINK/front",
        "CAT/EN/FIRST/CHK/front",
        "MUG/EN/FIRST/CHK/above",
    ] {
        assert!(name.parse::<Drawing>().is_err(), "{name}");
    }
}
