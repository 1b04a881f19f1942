//! Content negotiation (RFC 9110, section 12.5.1): from what a caller accepts to an order of the documented media
//! types.

use http::header::{self, HeaderMap};

use crate::media_type;
use crate::operation::{Content, OperationMeta, ResponseMeta, StatusPattern};
use crate::rejection::Rejection;

/// What a caller accepts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Negotiated {
    /// Media ranges, each with its weight in thousandths. None: everything is accepted.
    ranges: Vec<(String, u16)>,
}

/// What the caller of an operation accepts: the format of the path's suffix, if it has one, or else what the
/// header `Accept` says. Of the documented media types only those count that are `offered`, where that is given.
///
/// # Errors
/// `NotAcceptable`, where the format is none of the document's, or none of the media types is accepted in which the
/// document has a success. For other responses
/// nothing is refused: RFC 9110 lets a server respond anyway, and a caller is better served by an error that it did
/// not accept than by none.
pub fn negotiate(
    meta: &'static OperationMeta,
    headers: &HeaderMap,
    format: Option<&str>,
    offered: Option<&[&str]>,
) -> Result<Negotiated, Rejection> {
    let mut negotiated = match format {
        None => Some(Negotiated::new(headers)),
        Some(name) => Negotiated::of_format(meta, name),
    };
    let is_offered = |content: &&Content| offered.is_none_or(|offered| offered.contains(&content.media_type));
    let mut available = Vec::new();
    for response in successes(meta) {
        let mut contents = response.content.iter().filter(is_offered);
        let mut is_accepted = |negotiated: &Negotiated| {
            response.content.is_empty() || contents.any(|content| negotiated.weight(content) > 0)
        };
        if let Some(negotiated) = negotiated.take_if(|negotiated| is_accepted(negotiated)) {
            return Ok(negotiated);
        }
        for content in response.content.iter().filter(is_offered) {
            if !available.contains(&content.media_type) {
                available.push(content.media_type);
            }
        }
    }
    match negotiated {
        Some(negotiated) if available.is_empty() => Ok(negotiated),
        Some(_) | None => Err(Rejection::NotAcceptable { available }),
    }
}

impl Negotiated {
    fn new(headers: &HeaderMap) -> Self {
        let lines = headers.get_all(header::ACCEPT).iter().filter_map(|line| line.to_str().ok());
        let ranges = lines.flat_map(|line| media_type::split(line, ',')).filter(|range| !range.is_empty());
        Self { ranges: ranges.map(|range| (range.to_owned(), weight(range))).collect() }
    }

    /// The format that the suffix of a path requests; `None` if it is not a format of the document.
    fn of_format(meta: &OperationMeta, name: &str) -> Option<Self> {
        let (_, media_type) = meta.format_suffix?.formats.iter().find(|(known, _)| *known == name)?;
        Some(Self { ranges: vec![((*media_type).to_owned(), 1000)] })
    }

    /// Whether a media type is accepted.
    #[cfg(feature = "server")]
    pub(crate) fn accepts(&self, media_type: &str) -> bool {
        self.weight_of(media_type) > 0
    }

    /// The contents that are accepted, best first and otherwise in the document's order; behind them all others.
    pub(super) fn order(&self, contents: &'static [Content]) -> Vec<&'static Content> {
        let mut order: Vec<&Content> = contents.iter().collect();
        order.sort_by_key(|content| std::cmp::Reverse(self.weight(content)));
        order
    }

    /// The media type that a content is sent as: of a range, the one in it that the caller wants most, or else the usual
    /// one.
    pub(super) fn concrete(&self, content: &Content) -> Option<String> {
        let wanted = self.ranges.iter().filter(|(wanted, weight)| {
            *weight > 0 && media_type::is_concrete(wanted) && media_type::closeness(content.media_type, wanted) > 0
        });
        let wanted = wanted.rev().max_by_key(|(_, weight)| *weight).map(|(wanted, _)| without_weight(wanted));
        let range = !media_type::is_concrete(content.media_type);
        wanted.filter(|_| range).or_else(|| media_type::concrete(content).map(str::to_owned))
    }

    /// How much a content is wanted: the weight of the range that names it most exactly, 0 where none does.
    fn weight(&self, content: &Content) -> u16 {
        self.weight_of(content.media_type)
    }

    fn weight_of(&self, media_type: &str) -> u16 {
        if self.ranges.is_empty() {
            return 1000;
        }
        let mut best = (0, 0);
        for (range, weight) in &self.ranges {
            let closeness = media_type::closeness(range, media_type);
            // Of a documented range that holds the accepted media type something may be accepted.
            let closeness = if closeness == 0 { media_type::closeness(media_type, range) } else { closeness };
            if closeness > 0 {
                best = best.max((closeness, *weight));
            }
        }
        let (_, weight) = best;
        weight
    }
}

/// The success responses, as in `Operation::Output`.
fn successes(meta: &OperationMeta) -> impl Iterator<Item = &ResponseMeta> {
    let class = |wanted: u16| {
        move |response: &&ResponseMeta| match response.status {
            StatusPattern::Exact(status) => status / 100 == wanted,
            StatusPattern::Range(class) => class == wanted,
            StatusPattern::Default => wanted == 0,
        }
    };
    let found = [2, 3, 0].into_iter().find(|wanted| meta.responses.iter().any(|response| class(*wanted)(&response)));
    meta.responses.iter().filter(class(found.unwrap_or(0)))
}

/// A media type as a caller accepts it, without its weight and what stands behind that (RFC 9110, section 12.5.1).
fn without_weight(range: &str) -> String {
    let is_weight = |part: &&str| part.split_once('=').is_some_and(|(name, _)| name.trim().eq_ignore_ascii_case("q"));
    let parts = media_type::split(range, ';').take_while(|part| !is_weight(part));
    parts.collect::<Vec<_>>().join("; ")
}

/// The weight of a range in thousandths; one that is none is 1.
fn weight(range: &str) -> u16 {
    let weight = media_type::parameter(range, "q").and_then(|text| text.parse::<f32>().ok());
    weight.map_or(1000, |weight| (weight.clamp(0.0, 1.0) * 1000.0).round() as u16)
}

#[cfg(test)]
mod tests {
    use http::{HeaderValue, Method};

    use super::*;
    use crate::operation::Codec;

    const fn content(media_type: &'static str) -> Content {
        Content { media_type, codec: Codec::Octets, alternative: 0, rules: None, xml: None, form: None }
    }

    const fn response(status: StatusPattern, content: &'static [Content]) -> ResponseMeta {
        ResponseMeta { status, success: true, body_optional: false, headers: &[], content }
    }

    const fn operation(responses: &'static [ResponseMeta]) -> OperationMeta {
        let (method, path) = (Method::GET, "/");
        OperationMeta {
            id: "get",
            method,
            path,
            parameters: &[],
            body: None,
            responses,
            security: &[],
            format_suffix: None,
        }
    }

    static META: OperationMeta = operation(&[
        response(StatusPattern::Exact(200), &[content("application/json"), content("text/csv"), content("image/*")]),
        response(StatusPattern::Default, &[content("text/plain")]),
    ]);

    fn headers(accept: &[&'static str]) -> HeaderMap {
        accept.iter().map(|line| (header::ACCEPT, HeaderValue::from_static(line))).collect()
    }

    #[test]
    fn orders_contents_by_what_is_accepted() {
        for (accept, expected) in [
            (&[][..], ["application/json", "text/csv", "image/*"]),
            (&["*/*"], ["application/json", "text/csv", "image/*"]),
            (&["text/csv"], ["text/csv", "application/json", "image/*"]),
            (&["TEXT/CSV;q=0.1, */*;q=0.2"], ["application/json", "image/*", "text/csv"]),
            (&["application/json;q=0.5, text/*;q=0.7", "image/png"], ["image/*", "text/csv", "application/json"]),
            (&["*/*, application/json;q=0"], ["text/csv", "image/*", "application/json"]),
            (&["text/csv;q=none"], ["text/csv", "application/json", "image/*"]),
            (&["text/html;x=\",text/csv\", image/*;q=0.001"], ["image/*", "application/json", "text/csv"]),
        ] {
            let negotiated = negotiate(&META, &headers(accept), None, None).unwrap();
            let order: Vec<_> = negotiated.order(META.responses[0].content).iter().map(|c| c.media_type).collect();
            assert_eq!(order, expected, "{accept:?}");
        }
    }

    #[test]
    fn refuses_what_no_success_can_answer() {
        let refused = || Err(Rejection::NotAcceptable { available: vec!["application/json", "text/csv", "image/*"] });
        for (accept, accepted) in [
            (&["text/plain"][..], false),
            (&["application/json;q=0, text/csv;q=0.0"], false),
            (&["audio/*"], false),
            (&["audio/*", "text/*;q=0.1"], true),
            (&["image/png"], true),
            (&[""], true),
        ] {
            let found = negotiate(&META, &headers(accept), None, None).map(drop);
            assert_eq!(found, if accepted { Ok(()) } else { refused() }, "{accept:?}");
        }
    }

    #[test]
    fn takes_redirects_and_default_for_successes_where_there_are_no_others() {
        static REDIRECT: OperationMeta = operation(&[
            response(StatusPattern::Range(4), &[content("text/plain")]),
            response(StatusPattern::Exact(302), &[content("text/html")]),
        ]);
        static DEFAULT: OperationMeta = operation(&[
            response(StatusPattern::Exact(404), &[content("text/plain")]),
            response(StatusPattern::Default, &[content("text/csv")]),
        ]);
        static EMPTY: OperationMeta = operation(&[response(StatusPattern::Exact(204), &[])]);
        for (meta, available) in [(&REDIRECT, "text/html"), (&DEFAULT, "text/csv")] {
            let found = negotiate(meta, &headers(&["application/json"]), None, None);
            assert_eq!(found, Err(Rejection::NotAcceptable { available: vec![available] }));
        }
        assert!(negotiate(&EMPTY, &headers(&["application/json"]), None, None).is_ok());
    }
}
