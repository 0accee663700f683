//! The name of a drawing, which says all that is needed to draw it again.

use std::{fmt, str::FromStr};

use thiserror::Error;

use crate::vocabulary::colours::Paint;
use crate::vocabulary::kind::{self, Kind};
use crate::vocabulary::materials::Material;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum View {
    Front,
    Detail,
    InScale,
    Trio,
}

/// `MUG/EN/HAR/CHK+INK+MOS/trio`: kind, material, design, colours (the first is the one it is about), view.
#[derive(Debug, Clone)]
pub struct Drawing {
    pub(crate) kind: &'static Kind,
    pub(crate) material: &'static Material,
    pub(crate) design: String,
    pub(crate) colours: Vec<&'static Paint>,
    pub(crate) view: View,
}

#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("no drawing is called {0:?}")]
pub struct UnknownDrawing(String);

impl View {
    pub const ALL: [Self; 4] = [Self::Front, Self::Detail, Self::InScale, Self::Trio];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Front => "front",
            Self::Detail => "detail",
            Self::InScale => "in-scale",
            Self::Trio => "trio",
        }
    }
}

impl fmt::Display for Drawing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let codes: Vec<_> = self.colours.iter().map(|paint| paint.code).collect();
        write!(
            f,
            "{}/{}/{}/{}/{}",
            self.kind.code,
            self.material.code,
            self.design,
            codes.join("+"),
            self.view.name()
        )
    }
}

impl FromStr for Drawing {
    type Err = UnknownDrawing;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        parse(name).ok_or_else(|| UnknownDrawing(name.to_owned()))
    }
}

fn parse(name: &str) -> Option<Drawing> {
    let parts: Vec<&str> = name.split('/').collect();
    let [kind, material, design, colours, view] = parts[..] else {
        return None;
    };
    let kind = kind::by_code(kind)?;
    let material = *kind.materials.iter().find(|known| known.code == material)?;
    let colours = colours
        .split('+')
        .map(|code| {
            material
                .palette
                .iter()
                .copied()
                .find(|paint| paint.code == code)
        })
        .collect::<Option<Vec<_>>>()?;
    let view = View::ALL.into_iter().find(|known| known.name() == view)?;
    Some(Drawing {
        kind,
        material,
        design: design.to_owned(),
        colours,
        view,
    })
}
