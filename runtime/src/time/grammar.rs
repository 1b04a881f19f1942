//! The grammar of dates and times as text: parses a text into its parts.

use jiff::civil;
use jiff::tz::Offset;

/// A date and time with its offset: `date-time` of RFC 3339, section 5.6.
pub(super) fn date_time(text: &str) -> Option<(civil::DateTime, Offset)> {
    let (day, rest) = text.split_at_checked(10)?;
    let rest = rest.strip_prefix(['T', 't'])?;
    let (clock, rest) = rest.split_at_checked(8)?;
    let (nanoseconds, zone) = fraction(rest)?;
    Some((date(day)?.to_datetime(time(clock, nanoseconds)?), offset(zone)?))
}

/// A date and time without an offset, in the one form `YYYY-MM-DD HH:MM:SS`.
pub(super) fn local_date_time(text: &str) -> Option<civil::DateTime> {
    let (day, clock) = text.split_once(' ')?;
    Some(date(day)?.to_datetime(time(clock, 0)?))
}

/// A day that the calendar has: `full-date` of RFC 3339, section 5.6.
pub(super) fn date(text: &str) -> Option<civil::Date> {
    let mut parts = text.splitn(3, '-');
    let (year, month, day) = (digits(parts.next()?, 4)?, digits(parts.next()?, 2)?, digits(parts.next()?, 2)?);
    civil::Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// A time of day. The leap second 60 counts as 59: the calendar beneath has none.
fn time(text: &str, nanoseconds: i32) -> Option<civil::Time> {
    let mut parts = text.splitn(3, ':');
    let (hour, minute, second) = (digits(parts.next()?, 2)?, digits(parts.next()?, 2)?, digits(parts.next()?, 2)?);
    let second = if second == 60 { 59 } else { second };
    civil::Time::new(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, i8::try_from(second).ok()?, nanoseconds).ok()
}

/// The fraction of a second, if there is one, in nanoseconds (finer digits count for nothing), and what follows it.
fn fraction(text: &str) -> Option<(i32, &str)> {
    let Some(text) = text.strip_prefix('.') else { return Some((0, text)) };
    let end = text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len());
    let (fraction, rest) = text.split_at_checked(end)?;
    let nanoseconds = fraction.bytes().chain(std::iter::repeat(b'0')).take(9);
    let nanoseconds = nanoseconds.fold(0, |sum, digit| sum * 10 + i32::from(digit - b'0'));
    (end > 0).then_some((nanoseconds, rest))
}

fn offset(text: &str) -> Option<Offset> {
    if matches!(text, "Z" | "z") {
        return Some(Offset::UTC);
    }
    let sign = match text.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let (hours, minutes) = text.get(1..)?.split_once(':')?;
    let (hours, minutes) = (digits(hours, 2)?, digits(minutes, 2)?);
    let seconds = i32::try_from(hours * 3600 + minutes * 60).ok()?;
    (hours < 24 && minutes < 60).then(|| Offset::from_seconds(sign * seconds).ok()).flatten()
}

/// A number of just so many digits.
fn digits(text: &str, count: usize) -> Option<u32> {
    let plain = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}
