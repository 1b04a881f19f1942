//! Tokens byte for byte (the signatures were made with another implementation), and what the checks refuse.

use super::*;

const SIGNED: &str = "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJpYXQiOjE3MTQxMDAzNTgsInN1YiI6IllPVVIgQVBJIEtFWSJ9.7_bhe8q9dE38Lx7I7LWyNzvDcrvTx0UW-b30nNT0Kg4";
const UNSIGNED: &str = "eyJ0eXAiOiJKV1QiLCJhbGciOiJub25lIn0.eyJpYXQiOjE3MTQxMDAzNTgsInN1YiI6IllPVVIgQVBJIEtFWSJ9.";

fn secret() -> Secret {
    Secret::from("YOUR API SECRET")
}

fn parse(text: &str) -> Result<Token, JwtError> {
    Token::parse(&Secret::from(text))
}

fn verify(text: &str, now: u64) -> Result<Claims, JwtError> {
    parse(text)?.verify_hs256(&secret(), now)
}

#[test]
fn tokens_are_what_another_implementation_makes() {
    let clock = || 1_714_100_358;
    assert_eq!(Jwt::hs256("YOUR API KEY", secret()).with_clock(clock).token().expose(), SIGNED);
    assert_eq!(Jwt::none("YOUR API KEY").with_clock(clock).token().expose(), UNSIGNED);
}

#[test]
fn a_signed_token_is_believed_with_its_secret() {
    let claims = Claims { iat: 1_714_100_358, sub: "YOUR API KEY".to_owned() };
    assert_eq!(parse(SIGNED).unwrap().unverified_key(), "YOUR API KEY");
    assert_eq!(verify(SIGNED, 0), Ok(claims.clone()));
    assert_eq!(parse(UNSIGNED).unwrap().accept_unsigned(0), Ok(claims));
    let odd = Jwt::hs256("\"\\\u{1}ü", secret());
    assert_eq!(verify(odd.token().expose(), 0).unwrap().sub, "\"\\\u{1}ü");
}

#[test]
fn another_secret_or_another_claim_is_refused() {
    assert_eq!(parse(SIGNED).unwrap().verify_hs256(&Secret::from("another"), 0), Err(JwtError::Signature));
    assert_eq!(verify(&SIGNED.replace("eyJpYXQiOjE3", "eyJpYXQiOjE4"), 0), Err(JwtError::Signature));
    assert_eq!(verify(SIGNED.rsplit_once('_').unwrap().0, 0), Err(JwtError::Malformed));
    assert_eq!(verify(&SIGNED[..SIGNED.len() - 4], 0), Err(JwtError::Malformed));
    assert_eq!(verify(SIGNED.trim_end_matches(|c| c != '.'), 0), Err(JwtError::Signature));
}

#[test]
fn an_unsigned_token_is_never_taken_for_a_signed_one() {
    assert_eq!(verify(UNSIGNED, 0), Err(JwtError::Algorithm));
    assert_eq!(parse(SIGNED).unwrap().accept_unsigned(0), Err(JwtError::Algorithm));
    let padded =
        "eyJ0eXAiOiJKV1QiLCJhbGciOiJub25lIn0.eyJpYXQiOjEsInN1YiI6ImsifQ.QUVJwpOT-mFxmZO76TJyCr-aUQ8lT7sCFHAkwXWNQHY";
    assert_eq!(parse(padded).unwrap().accept_unsigned(0), Err(JwtError::Signature));
}

#[test]
fn time_is_kept() {
    // {"iat":10.9,"sub":"k","nbf":20,"exp":30}
    let token = "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJpYXQiOjEwLjksInN1YiI6ImsiLCJuYmYiOjIwLCJleHAiOjMwfQ.e1nDLt7ORNZ_wm6NdzfpcFJ8F7LQ8Si2rkbH3ZvR65U";
    assert_eq!(verify(token, 19), Err(JwtError::Time));
    assert_eq!(verify(token, 20), Ok(Claims { iat: 10, sub: "k".to_owned() }));
    assert_eq!(verify(token, 29), Ok(Claims { iat: 10, sub: "k".to_owned() }));
    assert_eq!(verify(token, 30), Err(JwtError::Time));
}

#[test]
fn what_is_no_token_is_refused() {
    for token in [
        "",
        ".",
        "..",
        "a.b.c",
        "bnVsbA.bnVsbA.",
        // {"alg":"HS256","crit":["x"]}
        "eyJhbGciOiJIUzI1NiIsImNyaXQiOlsieCJdfQ.eyJpYXQiOjEsInN1YiI6ImsifQ.Rqfqyf76EbKP7YDR_sfgaGB38wyi0B61pRhJgbAzEbU",
        // {"iat":1,"sub":"k","exp":"x"}
        "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJpYXQiOjEsInN1YiI6ImsiLCJleHAiOiJ4In0.Dakw-fd7tvmRQKgkdHjA4hJgQKAqwGfO1hBsJJDYOs4",
        // {"iat":1}
        "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJpYXQiOjF9.gGh1bfjhbi70xWAv5BGSt6-C9-zjDcalsQRRFApH4to",
    ] {
        assert_eq!(verify(token, 0), Err(JwtError::Malformed), "{token}");
    }
    assert_eq!(verify(&format!("{SIGNED}."), 0), Err(JwtError::Malformed));
}

#[test]
fn nobody_sees_the_key() {
    assert_eq!(format!("{:?} {:?}", Jwt::none("hush"), parse(SIGNED).unwrap()), "Jwt(***) Token(***)");
}
