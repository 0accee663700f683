//! Pouches: small things with a zip, drawn flat.

use super::{Figure, Finish, Model};
use crate::drawing::cloth::weave;
use crate::drawing::sheet::{Outline, Sheet};

/// A folding wallet or pouch, closed, from the front.
pub(crate) fn pouch(sheet: &mut Sheet, m: &Model) -> Figure {
    let (w, h) = (m.width / 2.0, m.height);
    let body = Outline::rect(-w, -h, w * 2.0, h, h * m.between(0, 0.06, 0.2));
    for (k, opacity) in [(1.8, 0.07), (1.2, 0.1), (0.6, 0.14)] {
        sheet.placed((h * 0.02 * k, h * 0.035 * k), 1.0, |s| {
            s.veil(&body, "#3b3130", opacity)
        });
    }
    let paint = sheet.across(&[
        (0.0, m.tones.base, 1.0),
        (0.3, m.tones.light, 1.0),
        (1.0, m.tones.shade, 1.0),
    ]);
    sheet.fill(&body, paint);
    sheet.within(&body, |s| {
        if m.finish == Finish::Weave {
            weave(s, (-w, -h, w, 0.0), w / 44.0, m.tones, 0.16);
        }
        let low = s.down(&[
            (0.0, m.tones.deep, 0.0),
            (0.7, m.tones.deep, 0.0),
            (1.0, m.tones.deep, 0.35),
        ]);
        s.fill(&body, low);
        s.fill(
            &Outline::rect(-w, -h, w * 2.0, h * 0.17, 0.0),
            m.tones.shade,
        );
    });
    let zip = -h * 0.83;
    sheet.stroke(
        &Outline::at(-w * 0.95, zip).to(w * 0.95, zip),
        m.trim.deep,
        h * 0.045,
    );
    sheet.dashed(
        &Outline::at(-w * 0.93, zip).to(w * 0.93, zip),
        "#d6b877",
        h * 0.03,
        (h * 0.008, h * 0.045),
    );
    let pull = Outline::rect(w * 0.66, zip - h * 0.03, h * 0.07, h * 0.24, h * 0.03);
    sheet.fill(&pull, m.trim.base);
    sheet.fill(
        &Outline::ellipse(w * 0.66 + h * 0.035, zip, h * 0.035, h * 0.035),
        "#c8a45a",
    );
    let seam = Outline::at(-w * 0.95, zip + h * 0.09)
        .to(w * 0.95, zip + h * 0.09)
        .hop(-w * 0.95, -h * 0.06)
        .to(w * 0.95, -h * 0.06);
    sheet.dashed(
        &seam,
        m.tones.light,
        m.line * 1.3,
        (m.line * 3.4, m.line * 3.0),
    );
    let label = Outline::rect(-w * 0.9, -h * 0.3, w * 0.3, h * 0.14, 0.05);
    sheet.fill(&label, "#f2ece0");
    sheet.faint(
        &Outline::at(-w * 0.84, -h * 0.23).to(-w * 0.67, -h * 0.23),
        "#5b524a",
        m.line * 1.5,
        0.9,
    );
    Figure::lying(-w, -h, w, 0.0).focused(w * 0.55, -h * 0.72)
}
