//! The days of a request, one after the other, and those that are only told.

use optout::clock::timeline::{
    Answer, Happened, What, access, confirmation, information, timeline,
};

use super::{day, sent, terms};

/// The days with their words, without the reasons.
fn days(region: &str, on: &str, known: &str, happened: Happened) -> Vec<String> {
    let points = timeline(&sent(on, known), happened, &terms(region));
    let words = points
        .iter()
        .map(|point| format!("{} {}", point.day, point.what));
    words.collect()
}

#[test]
fn silence_goes_from_sent_to_a_complaint() {
    assert_eq!(
        days("eea", "2026-11-25", "-", Happened::default()),
        [
            "2026-11-25 sent",
            "2026-12-28 due",
            "2026-12-29 remind",
            "2027-01-12 complain"
        ]
    );
    let reminded = Happened {
        reminded: Some(day("2027-01-05")),
        complained: Some(day("2027-01-20")),
        ..Happened::default()
    };
    assert_eq!(
        days("eea", "2026-11-25", "-", reminded),
        [
            "2026-11-25 sent",
            "2026-12-28 due",
            "2026-12-29 remind",
            "2027-01-19 complain",
            "2027-04-20 look-again",
        ]
    );
}

#[test]
fn the_authority_has_three_months_for_a_word() {
    let complained = Happened {
        answer: Some(Answer::Unsettled(day("2026-11-25"))),
        complained: Some(day("2026-11-30")),
        ..Happened::default()
    };
    for (region, law) in [("eea", "Art. 78(2) GDPR"), ("uk", "s. 166")] {
        let points = timeline(&sent("2026-11-20", "-"), complained, &terms(region));
        let again = points.iter().find(|point| point.what == What::LookAgain);
        let again = again.unwrap();
        assert_eq!(again.day, day("2027-02-28"), "{region}");
        assert!(again.reason.contains(law), "{}", again.reason);
    }
}

#[test]
fn post_an_extension_and_a_question_have_days_of_their_own() {
    assert_eq!(
        days(
            "eea",
            "2026-11-18",
            "post extended=2026-12-20",
            Happened::default()
        ),
        [
            "2026-11-18 sent",
            "2026-11-25 arrived",
            "2026-12-28 due",
            "2027-02-25 extended",
            "2027-02-26 remind",
            "2027-03-12 complain",
        ]
    );
    assert_eq!(
        days(
            "eea",
            "2026-11-25",
            "asked=2026-12-02 given=2026-12-14",
            Happened::default()
        ),
        [
            "2026-11-25 sent",
            "2026-12-28 due",
            "2026-12-29 remind",
            "2027-01-06 cautious",
            "2027-01-12 complain",
        ]
    );
    assert_eq!(
        days("uk", "2026-11-25", "asked=2026-12-02", Happened::default()),
        ["2026-11-25 sent"]
    );
}

#[test]
fn an_answer_makes_what_comes_after_idle_or_opens_the_complaint() {
    let settled = Happened {
        answer: Some(Answer::Settled(day("2026-12-01"))),
        ..Happened::default()
    };
    assert_eq!(
        days("eea", "2026-11-25", "-", settled),
        ["2026-11-25 sent", "2026-12-28 due"]
    );
    let refused = Happened {
        answer: Some(Answer::Unsettled(day("2026-11-25"))),
        ..Happened::default()
    };
    assert_eq!(
        days("eea", "2026-11-20", "-", refused),
        ["2026-11-20 sent", "2026-11-25 complain", "2026-12-21 due"]
    );
    assert_eq!(
        days("uk", "2026-11-20", "-", refused),
        [
            "2026-11-20 sent",
            "2026-11-25 complain",
            "2026-12-21 due",
            "2027-02-25 complain-by"
        ]
    );
    // The ICO's three months, which no weekend moves: 28 February 2027 is a Sunday.
    let refused = Happened {
        answer: Some(Answer::Unsettled(day("2026-11-30"))),
        ..Happened::default()
    };
    assert!(days("uk", "2026-11-20", "-", refused).contains(&"2027-02-28 complain-by".to_owned()));
}

#[test]
fn each_day_says_why() {
    let points = timeline(&sent("2026-11-25", "-"), Happened::default(), &terms("uk"));
    let said: Vec<&str> = points.iter().map(|point| &*point.reason).collect();
    assert_eq!(
        said,
        [
            "You sent it on Wednesday 25 November 2026.",
            "One month later is Friday 25 December 2026. 25 December is a holiday in England and Wales, 26 and 27 \
             are a weekend, 28 replaces Boxing Day. The next working day is Tuesday 29 December 2026.",
            "Remind Meta from this day on: its time is over.",
            "Complain if Meta is still silent 14 days after a reminder.",
        ]
    );
}

#[test]
fn where_no_day_is_known_for_an_objection_none_is_made_up() {
    for region in ["ch", "br", "kr", "jp", "near", "elsewhere"] {
        let found = days(region, "2026-11-25", "-", Happened::default());
        assert_eq!(found, ["2026-11-25 sent"], "{region}");
    }
}

#[test]
fn a_complaint_to_meta_in_the_uk_is_confirmed_by_a_day() {
    let point = confirmation(day("2026-11-25"), &terms("uk")).unwrap();
    assert_eq!(
        (point.day, point.what),
        (day("2026-12-29"), What::Confirmed)
    );
    assert!(
        point.reason.contains("28 replaces Boxing Day"),
        "{}",
        point.reason
    );
    assert_eq!(confirmation(day("2026-11-25"), &terms("eea")), None);
}

#[test]
fn access_has_a_day_in_brazil_and_switzerland() {
    let request = sent("2026-11-25", "-");
    let brazil = access(&request, &terms("br")).unwrap();
    assert_eq!((brazil.day, brazil.what), (day("2026-12-10"), What::Access));
    assert_eq!(
        brazil.reason,
        "For the access that you asked for: Art. 19(II) LGPD: access within 15 days. 15 days later is Thursday 10 \
         December 2026."
    );
    let swiss = access(&request, &terms("ch")).unwrap();
    assert_eq!(swiss.day, day("2026-12-28"));
    assert!(
        swiss
            .reason
            .ends_with("Whether the law there moves it was not found; the later day is safe."),
        "{}",
        swiss.reason
    );
    // 20 + 15 days is Saturday 5 December; what Brazil's law makes of that was not found, and is said.
    let weekend = access(&sent("2026-11-20", "-"), &terms("br")).unwrap();
    assert_eq!(weekend.day, day("2026-12-05"));
    assert!(
        weekend
            .reason
            .ends_with("5 December 2026 is a Saturday; whether that moves it was not found.")
    );
    assert_eq!(access(&request, &terms("eea")), None);
}

#[test]
fn koreas_ten_days_are_only_told() {
    let point = information(&sent("2026-11-25", "-"), &terms("kr")).unwrap();
    assert_eq!(
        (point.day, point.what),
        (day("2026-12-05"), What::Information)
    );
    assert!(
        point
            .reason
            .ends_with("Whether Meta takes objections there is not confirmed.")
    );
    assert_eq!(information(&sent("2026-11-25", "-"), &terms("eea")), None);
}
