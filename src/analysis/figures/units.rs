//! Units of measure: the names that figures are given under, and the words and symbols for them.

use super::line::lower;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// Name, then the words for it, of one or several.
const WORDS: &[(&str, &[&str])] = &[
    // Length.
    ("km", &["kilometre", "kilometres", "kilometer", "kilometers", "kms", "km"]),
    ("m", &["metre", "metres", "meter", "meters"]),
    ("cm", &["centimetre", "centimetres", "centimeter", "centimeters", "cm"]),
    ("mm", &["millimetre", "millimetres", "millimeter", "millimeters", "mm"]),
    ("mile", &["mile", "miles"]),
    ("nmi", &["nautical mile", "nautical miles"]),
    ("ft", &["foot", "feet", "ft"]),
    ("in", &["inch", "inches"]),
    ("yd", &["yard", "yards", "yd"]),
    ("light-year", &["light-year", "light-years"]),
    // Area.
    ("ha", &["hectare", "hectares", "ha"]),
    ("acre", &["acre", "acres"]),
    (
        "km2",
        &[
            "square kilometre",
            "square kilometres",
            "square kilometer",
            "square kilometers",
            "sq km",
            "sqkm",
            "square km",
            "sq. km",
            "km2",
        ],
    ),
    (
        "m2",
        &["square metre", "square metres", "square meter", "square meters", "sq m", "sq metres", "sq. m", "sqm", "m2"],
    ),
    ("sq mi", &["square mile", "square miles", "sq miles", "sq. miles"]),
    ("sq ft", &["square foot", "square feet", "sq ft", "sq. ft"]),
    // Volume.
    ("m3", &["cubic metre", "cubic metres", "cubic meter", "cubic meters", "m3", "cu m"]),
    ("km3", &["cubic kilometre", "cubic kilometres", "cubic kilometer", "cubic kilometers"]),
    ("cu ft", &["cubic foot", "cubic feet", "cu ft"]),
    ("bcm", &["bcm"]),
    ("bcf", &["bcf"]),
    ("l", &["litre", "litres", "liter", "liters"]),
    ("ml", &["millilitre", "millilitres", "milliliter", "milliliters", "ml"]),
    ("gallon", &["gallon", "gallons"]),
    ("pint", &["pint", "pints"]),
    ("barrel", &["barrel", "barrels", "bbl"]),
    ("bpd", &["bpd"]),
    // Mass.
    ("tonne", &["tonne", "tonnes", "metric ton", "metric tons", "mt", "ton", "tons"]),
    ("kg", &["kilogram", "kilograms", "kilogramme", "kilogrammes", "kilo", "kilos", "kg", "kgs"]),
    ("g", &["gram", "grams", "gramme", "grammes"]),
    ("mg", &["milligram", "milligrams", "milligramme", "milligrammes", "mg"]),
    ("µg", &["microgram", "micrograms", "microgramme", "microgrammes", "mcg"]),
    ("lb", &["lb", "lbs"]),
    ("oz", &["ounce", "ounces", "oz"]),
    ("carat", &["carat", "carats"]),
    // Power and energy.
    ("W", &["watt", "watts"]),
    ("kW", &["kilowatt", "kilowatts", "kw"]),
    ("MW", &["megawatt", "megawatts", "mw"]),
    ("GW", &["gigawatt", "gigawatts", "gw"]),
    ("TW", &["terawatt", "terawatts"]),
    ("kWh", &["kilowatt-hour", "kilowatt-hours", "kilowatt hours", "kilowatt hour", "kwh"]),
    ("MWh", &["megawatt-hour", "megawatt-hours", "megawatt hours", "megawatt hour", "mwh"]),
    ("GWh", &["gigawatt-hour", "gigawatt-hours", "gigawatt hours", "gigawatt hour", "gwh"]),
    ("TWh", &["terawatt-hour", "terawatt-hours", "terawatt hours", "terawatt hour", "twh"]),
    ("V", &["volt", "volts"]),
    ("kV", &["kilovolt", "kilovolts", "kv"]),
    ("hp", &["horsepower", "hp"]),
    ("kt", &["kiloton", "kilotons"]),
    // Time.
    ("second", &["second", "seconds", "sec", "secs"]),
    ("minute", &["minute", "minutes", "min", "mins"]),
    ("hour", &["hour", "hours", "hr", "hrs"]),
    ("day", &["day", "days"]),
    ("week", &["week", "weeks"]),
    ("fortnight", &["fortnight"]),
    ("month", &["month", "months"]),
    ("year", &["year", "years", "yr", "yrs"]),
    ("decade", &["decade", "decades"]),
    ("century", &["century", "centuries"]),
    // Speed.
    ("km/h", &["kph", "kmh", "kmph", "km/h"]),
    ("mph", &["mph"]),
    ("knot", &["knot", "knots"]),
    // Temperature and angle.
    ("°C", &["degrees celsius", "degree celsius", "degrees centigrade", "degrees c", "celsius"]),
    ("°F", &["degrees fahrenheit", "degree fahrenheit", "degrees f", "fahrenheit"]),
    ("°", &["degree", "degrees"]),
    // Data.
    ("byte", &["byte", "bytes"]),
    ("kB", &["kilobyte", "kilobytes", "kb"]),
    ("MB", &["megabyte", "megabytes", "mb"]),
    ("GB", &["gigabyte", "gigabytes", "gb"]),
    ("TB", &["terabyte", "terabytes", "tb"]),
    ("Mbit/s", &["mbps"]),
    ("Gbit/s", &["gbps"]),
    ("kHz", &["kilohertz", "khz"]),
    ("MHz", &["megahertz", "mhz"]),
    ("GHz", &["gigahertz", "ghz"]),
    // Shares.
    ("%", &["percent", "per cent", "pct", "percentage", "percents", "per-cent", "prozent"]),
    ("pp", &["percentage point", "percentage points", "percent points", "per cent points"]),
    ("bp", &["basis point", "basis points"]),
    ("ppm", &["parts per million", "ppm"]),
    ("ppb", &["parts per billion", "ppb"]),
    // How often.
    ("times", &["times"]),
];

/// Symbols, as they are written and in no other letters.
const SYMBOLS: &[(&str, &str)] = &[
    ("m", "m"),
    ("t", "tonne"),
    ("g", "g"),
    ("l", "l"),
    ("h", "hour"),
    ("W", "W"),
    ("V", "V"),
    ("K", "K"),
    ("kt", "kt"),
    ("Mt", "Mt"),
    ("Gt", "Gt"),
    ("kn", "knot"),
    ("µg", "µg"),
    ("μg", "µg"),
    ("µm", "µm"),
    ("nm", "nm"),
];

static TABLE: LazyLock<FxHashMap<&'static str, &'static str>> =
    LazyLock::new(|| WORDS.iter().flat_map(|(name, words)| words.iter().map(|word| (*word, *name))).collect());

/// Every name that a figure's unit can have.
static NAMES: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    let units = WORDS.iter().map(|(name, _)| *name).chain(SYMBOLS.iter().map(|(_, name)| *name));
    units.chain(super::currencies::codes()).collect()
});

/// The unit of a figure that has this name; `None` where no figure's has.
pub fn unit_named(name: &str) -> Option<&'static str> {
    NAMES.get(name).copied()
}

/// The unit that `words`, parted by single blanks, name.
pub(super) fn unit(words: &str) -> Option<&'static str> {
    if words.len() > 20 {
        return None;
    }
    TABLE.get(lower(words).as_ref()).copied()
}

/// The unit that `letters` glued to a number stand for: "32.5km", "500MW".
pub(super) fn symbol(letters: &str) -> Option<&'static str> {
    SYMBOLS.iter().find(|(one, _)| *one == letters).map(|(_, name)| *name).or_else(|| match letters.len() {
        2..=5 => unit(letters),
        _ => None,
    })
}

/// Whether `unit` measures time.
pub(super) fn is_time(unit: &str) -> bool {
    matches!(
        unit,
        "second" | "minute" | "hour" | "day" | "week" | "fortnight" | "month" | "year" | "decade" | "century"
    )
}

/// `unit` as so and so many of a unit that all of its kind can be counted in: kilometres in metres, years in seconds (a
/// month is the twelfth part of 365.25 days). A unit that has none counts for itself.
pub fn base(unit: &'static str) -> (f64, &'static str) {
    const YEAR: f64 = 365.25 * 86400.0;
    match unit {
        "km" => (1e3, "m"),
        "cm" => (1e-2, "m"),
        "mm" => (1e-3, "m"),
        "mile" => (1609.344, "m"),
        "nmi" => (1852.0, "m"),
        "ft" => (0.3048, "m"),
        "in" => (0.0254, "m"),
        "yd" => (0.9144, "m"),
        "ha" => (1e4, "m2"),
        "acre" => (4046.856, "m2"),
        "km2" => (1e6, "m2"),
        "sq mi" => (2.589_988e6, "m2"),
        "sq ft" => (0.092_903, "m2"),
        "km3" => (1e9, "m3"),
        "bcm" => (1e9, "m3"),
        "cu ft" => (0.028_316_8, "m3"),
        "bcf" => (2.831_68e7, "m3"),
        "l" => (1e-3, "m3"),
        "ml" => (1e-6, "m3"),
        "tonne" => (1e3, "kg"),
        "kt" => (1e6, "kg"),
        "Mt" => (1e9, "kg"),
        "Gt" => (1e12, "kg"),
        "g" => (1e-3, "kg"),
        "mg" => (1e-6, "kg"),
        "µg" => (1e-9, "kg"),
        "lb" => (0.453_592, "kg"),
        "oz" => (0.028_349_5, "kg"),
        "kW" => (1e3, "W"),
        "MW" => (1e6, "W"),
        "GW" => (1e9, "W"),
        "TW" => (1e12, "W"),
        "MWh" => (1e3, "kWh"),
        "GWh" => (1e6, "kWh"),
        "TWh" => (1e9, "kWh"),
        "minute" => (60.0, "second"),
        "hour" => (3600.0, "second"),
        "day" => (86400.0, "second"),
        "week" => (7.0 * 86400.0, "second"),
        "fortnight" => (14.0 * 86400.0, "second"),
        "month" => (YEAR / 12.0, "second"),
        "year" => (YEAR, "second"),
        "decade" => (10.0 * YEAR, "second"),
        "century" => (100.0 * YEAR, "second"),
        "mph" => (1.609_344, "km/h"),
        "knot" => (1.852, "km/h"),
        "ppb" => (1e-3, "ppm"),
        "bp" => (1e-2, "pp"),
        _ => (1.0, unit),
    }
}

/// The units of the kind of `unit`, itself among them, and how many of each make one of it.
pub fn alike(unit: &'static str) -> Vec<(&'static str, f64)> {
    let (own, kind) = base(unit);
    let all = WORDS.iter().map(|(name, _)| *name).chain(["K", "Mt", "Gt"]);
    let mut out: Vec<(&'static str, f64)> = vec![(unit, 1.0)];
    for name in all.filter(|name| *name != unit) {
        let (each, other) = base(name);
        if other == kind {
            out.push((name, own / each));
        }
    }
    out
}
