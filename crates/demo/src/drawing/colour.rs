//! Colours and the tones a material shows under one soft light from the upper left.

use std::fmt;

/// An sRGB colour. Lightness and mixing are done in OKLab, so that a shade keeps its hue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Rgb(pub u8, pub u8, pub u8);

/// The few tones that a flat drawing needs of one material.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tones {
    pub light: Rgb,
    pub base: Rgb,
    pub shade: Rgb,
    pub deep: Rgb,
    pub line: Rgb,
}

impl Rgb {
    pub(crate) const WHITE: Self = Self(255, 255, 255);

    pub(crate) const fn hex(value: u32) -> Self {
        Self((value >> 16) as u8, (value >> 8) as u8, value as u8)
    }

    /// Moves the lightness by `amount` (OKLab, 1.0 is black to white).
    pub(crate) fn lift(self, amount: f32) -> Self {
        let [l, a, b] = self.oklab();
        // Very light and very dark paints carry less colour than the ones between.
        let target = (l + amount).clamp(0.06, 0.985);
        let keep = if target > l {
            1.0 - 0.55 * (target - l)
        } else {
            1.0
        };
        Self::from_oklab([target, a * keep, b * keep])
    }

    pub(crate) fn mix(self, other: Self, share: f32) -> Self {
        let (from, to) = (self.oklab(), other.oklab());
        Self::from_oklab(std::array::from_fn(|i| from[i] + (to[i] - from[i]) * share))
    }

    pub(crate) fn lightness(self) -> f32 {
        self.oklab()[0]
    }

    /// Dark paint is shaded more gently and lit more strongly than light paint, else it drowns.
    pub(crate) fn tones(self) -> Tones {
        let l = self.lightness();
        let warm_dark = Self::hex(0x2a2430);
        let depth = if l > 0.55 { 1.0 } else { 0.62 };
        Tones {
            light: self.lift(if l > 0.85 { 0.045 } else { 0.085 }),
            base: self,
            shade: self.lift(-0.085 * depth).mix(warm_dark, 0.05),
            deep: self.lift(-0.19 * depth).mix(warm_dark, 0.1),
            line: self.lift(if l > 0.42 { -0.3 } else { 0.2 }),
        }
    }

    fn oklab(self) -> [f32; 3] {
        let [r, g, b] = [self.0, self.1, self.2].map(|c| {
            let c = f32::from(c) / 255.0;
            if c <= 0.04045 {
                c / 12.92
            } else {
                ((c + 0.055) / 1.055).powf(2.4)
            }
        });
        let l = (0.412_221_46 * r + 0.536_332_55 * g + 0.051_445_995 * b).cbrt();
        let m = (0.211_903_5 * r + 0.680_699_5 * g + 0.107_396_96 * b).cbrt();
        let s = (0.088_302_46 * r + 0.281_718_85 * g + 0.629_978_7 * b).cbrt();
        [
            0.210_454_26 * l + 0.793_617_8 * m - 0.004_072_047 * s,
            1.977_998_5 * l - 2.428_592_2 * m + 0.450_593_7 * s,
            0.025_904_037 * l + 0.782_771_77 * m - 0.808_675_77 * s,
        ]
    }

    fn from_oklab([l, a, b]: [f32; 3]) -> Self {
        let long = (l + 0.396_337_78 * a + 0.215_803_76 * b).powi(3);
        let medium = (l - 0.105_561_346 * a - 0.063_854_17 * b).powi(3);
        let short = (l - 0.089_484_18 * a - 1.291_485_5 * b).powi(3);
        let channel = |c: f32| {
            let c = c.clamp(0.0, 1.0);
            let c = if c <= 0.003_130_8 {
                c * 12.92
            } else {
                1.055 * c.powf(1.0 / 2.4) - 0.055
            };
            (c * 255.0).round() as u8
        };
        Self(
            channel(4.076_741_7 * long - 3.307_711_6 * medium + 0.230_969_94 * short),
            channel(-1.268_438 * long + 2.609_757_4 * medium - 0.341_319_4 * short),
            channel(-0.004_196_086_3 * long - 0.703_418_6 * medium + 1.707_614_7 * short),
        )
    }
}

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}
