//! From degrees to a plane on which a map is drawn, and back.
//!
//! Finland is drawn in ETRS-TM35FIN (EPSG:3067), the plane of its own maps: a transverse Mercator projection of the GRS 80 ellipsoid with
//! the central meridian 27° E, scale 0.9996 there and the false easting 500 000 m. The formulas are Krüger's series in the third flattening
//! n, to its fourth power, as the Finnish recommendation JHS 197 (EUREF-FIN -koordinaattijärjestelmät, appendix 2) prints them; over
//! Finland they are exact to less than a millimetre. Degrees anywhere else are drawn with longitudes shortened by the cosine of the
//! middle latitude, which keeps shapes near the middle of the map.
//!
//! Left out: datums (ETRS89 and WGS 84 differ by less than a metre in Finland, an atom of what is drawn) and maps across the 180th meridian.

use std::f64::consts::PI;

/// A plane position: metres to the east and metres to the north.
pub type Plane = (f64, f64);
/// A position on the earth: longitude and latitude in degrees.
pub type Degrees = (f64, f64);
/// Rings of a polygon on the plane, the outer one first.
pub type PlaneRings = Vec<Vec<Plane>>;

/// How positions on the earth become positions on a plane.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Projection {
    /// ETRS-TM35FIN.
    Tm35fin,
    /// Longitudes shortened by the cosine of this latitude (radians).
    Shortened(f64),
}

/// Semi-major axis of GRS 80, in metres.
const A: f64 = 6_378_137.0;
/// Flattening of GRS 80.
const F: f64 = 1.0 / 298.257_222_101;
/// Scale on the central meridian.
const K0: f64 = 0.9996;
/// Central meridian, in degrees.
const CENTRAL_MERIDIAN: f64 = 27.0;
/// Easting of the central meridian, in metres.
const FALSE_EASTING: f64 = 500_000.0;
/// Metres of one degree of latitude, for maps that are not in ETRS-TM35FIN.
const METRES_PER_DEGREE: f64 = 111_320.0;
/// Longitudes of what is drawn in ETRS-TM35FIN: Finland with its sea.
const FINNISH_LONGITUDES: std::ops::RangeInclusive<f64> = 17.0..=33.0;
/// Latitudes of what is drawn in ETRS-TM35FIN.
const FINNISH_LATITUDES: std::ops::RangeInclusive<f64> = 58.5..=71.0;
/// Eastings that can be ETRS-TM35FIN in Finland, in metres.
pub const FINNISH_EASTINGS: std::ops::RangeInclusive<f64> = 0.0..=800_000.0;
/// Northings that can be ETRS-TM35FIN in Finland, in metres.
pub const FINNISH_NORTHINGS: std::ops::RangeInclusive<f64> = 6_500_000.0..=7_900_000.0;

/// The third flattening.
const N: f64 = F / (2.0 - F);

/// The radius of the rectifying sphere.
fn rectifying_radius() -> f64 {
    A / (1.0 + N) * (1.0 + N * N / 4.0 + N * N * N * N / 64.0)
}

/// Coefficients of the series from the sphere to the plane.
fn to_plane() -> [f64; 4] {
    let (n, n2, n3, n4) = (N, N * N, N * N * N, N * N * N * N);
    [
        n / 2.0 - 2.0 / 3.0 * n2 + 5.0 / 16.0 * n3 + 41.0 / 180.0 * n4,
        13.0 / 48.0 * n2 - 3.0 / 5.0 * n3 + 557.0 / 1440.0 * n4,
        61.0 / 240.0 * n3 - 103.0 / 140.0 * n4,
        49_561.0 / 161_280.0 * n4,
    ]
}

/// Coefficients of the series from the plane to the sphere.
fn to_sphere() -> [f64; 4] {
    let (n, n2, n3, n4) = (N, N * N, N * N * N, N * N * N * N);
    [
        n / 2.0 - 2.0 / 3.0 * n2 + 37.0 / 96.0 * n3 - n4 / 360.0,
        n2 / 48.0 + n3 / 15.0 - 437.0 / 1440.0 * n4,
        17.0 / 480.0 * n3 - 37.0 / 840.0 * n4,
        4_397.0 / 161_280.0 * n4,
    ]
}

/// The sums of both series at a position: those with sine and hyperbolic cosine, and with cosine and hyperbolic sine.
fn series(coefficients: [f64; 4], xi: f64, eta: f64) -> (f64, f64) {
    let mut sums = (0.0, 0.0);
    for (position, coefficient) in coefficients.into_iter().enumerate() {
        let multiple = 2.0 * (position + 1) as f64;
        sums.0 += coefficient * libm::sin(multiple * xi) * libm::cosh(multiple * eta);
        sums.1 += coefficient * libm::cos(multiple * xi) * libm::sinh(multiple * eta);
    }
    sums
}

impl Projection {
    /// The projection for a map that covers these degrees, smallest and largest.
    pub fn for_degrees((west, south): Degrees, (east, north): Degrees) -> Self {
        let is_finland = [west, east].iter().all(|longitude| FINNISH_LONGITUDES.contains(longitude))
            && [south, north].iter().all(|latitude| FINNISH_LATITUDES.contains(latitude));
        if is_finland { Projection::Tm35fin } else { Projection::Shortened((south + north) / 2.0 * PI / 180.0) }
    }

    /// Degrees to the plane.
    pub fn forward(self, (longitude, latitude): Degrees) -> Plane {
        match self {
            Projection::Shortened(middle) => (longitude * METRES_PER_DEGREE * libm::cos(middle), latitude * METRES_PER_DEGREE),
            Projection::Tm35fin => {
                let e = (2.0 * F - F * F).sqrt();
                let (phi, l) = (latitude * PI / 180.0, (longitude - CENTRAL_MERIDIAN) * PI / 180.0);
                let q = libm::asinh(libm::tan(phi)) - e * libm::atanh(e * libm::sin(phi));
                let beta = libm::atan(libm::sinh(q));
                let eta = libm::atanh(libm::cos(beta) * libm::sin(l));
                let xi = libm::asin(libm::sin(beta) * libm::cosh(eta));
                let (of_xi, of_eta) = series(to_plane(), xi, eta);
                let scale = rectifying_radius() * K0;
                (scale * (eta + of_eta) + FALSE_EASTING, scale * (xi + of_xi))
            }
        }
    }

    /// The plane to degrees.
    pub fn inverse(self, (east, north): Plane) -> Degrees {
        match self {
            Projection::Shortened(middle) => (east / METRES_PER_DEGREE / libm::cos(middle), north / METRES_PER_DEGREE),
            Projection::Tm35fin => {
                let e = (2.0 * F - F * F).sqrt();
                let scale = rectifying_radius() * K0;
                let (xi, eta) = (north / scale, (east - FALSE_EASTING) / scale);
                let (of_xi, of_eta) = series(to_sphere(), xi, eta);
                let (xi, eta) = (xi - of_xi, eta - of_eta);
                let beta = libm::asin(libm::sin(xi) / libm::cosh(eta));
                let l = libm::asin(libm::tanh(eta) / libm::cos(beta));
                let q = libm::asinh(libm::tan(beta));
                let mut isometric = q + e * libm::atanh(e * libm::tanh(q));
                // Each round divides the error by some 150: four are below what a double holds.
                for _ in 0..4 {
                    isometric = q + e * libm::atanh(e * libm::tanh(isometric));
                }
                (CENTRAL_MERIDIAN + l * 180.0 / PI, libm::atan(libm::sinh(isometric)) * 180.0 / PI)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Degrees and metres of EPSG:3067 as PROJ 9 gives them.
    const REFERENCE: [(Degrees, Plane); 5] = [
        ((24.94, 60.17), (385_700.421_384_9, 6_672_126.743_010_7)),
        ((25.72, 66.5), (443_048.067_729_9, 7_376_226.706_515_5)),
        ((19.5, 60.2), (84_797.885_798_5, 6_697_317.018_118_0)),
        ((31.5, 62.8), (729_357.034_485_4, 6_971_322.790_862_0)),
        ((27.0, 65.0), (500_000.0, 7_208_454.581_541_3)),
    ];

    #[test]
    fn tm35fin_agrees_with_another_program_to_a_millimetre() {
        for (degrees, (east, north)) in REFERENCE {
            let found = Projection::Tm35fin.forward(degrees);
            assert!((found.0 - east).abs() < 1e-3 && (found.1 - north).abs() < 1e-3, "{degrees:?}: {found:?}");
            let back = Projection::Tm35fin.inverse((east, north));
            assert!((back.0 - degrees.0).abs() < 1e-8 && (back.1 - degrees.1).abs() < 1e-8, "{degrees:?}: {back:?}");
        }
    }

    #[test]
    fn finland_is_drawn_in_its_own_projection_and_the_rest_is_not() {
        assert_eq!(Projection::for_degrees((19.0, 59.5), (31.6, 70.1)), Projection::Tm35fin);
        assert_eq!(Projection::for_degrees((10.0, 55.0), (31.6, 70.1)), Projection::Shortened(62.55 * PI / 180.0));
    }

    proptest! {
        #[test]
        fn there_and_back_again(longitude in 17.0..33.0, latitude in 58.5..71.0) {
            for projection in [Projection::Tm35fin, Projection::Shortened(1.1)] {
                let back = projection.inverse(projection.forward((longitude, latitude)));
                prop_assert!((back.0 - longitude).abs() < 1e-9 && (back.1 - latitude).abs() < 1e-9, "{:?}", back);
            }
        }
    }
}
