//! The notation in which data files list the forms of a word: `grow(|s|n|ing)`, `млн(|.) / миллион(|а|ов)`.
//!
//! Alternatives stand between ` / `; within one, `(a|b|)` is a choice, and may hold further choices.

/// All forms that a list stands for, in order.
///
/// # Errors
/// A sentence that says which alternative has brackets that do not match.
pub fn forms(list: &str) -> Result<Vec<String>, String> {
    let mut all = Vec::new();
    for alternative in list.split(" / ").filter(|alternative| !alternative.trim().is_empty()) {
        let mut rest = alternative.trim();
        let expanded = sequence(&mut rest);
        if !rest.is_empty() {
            return Err(format!("the brackets of \"{alternative}\" do not match"));
        }
        all.extend(expanded.ok_or_else(|| format!("the brackets of \"{alternative}\" do not match"))?);
    }
    Ok(all)
}

/// Everything up to a `|`, a `)` or the end.
fn sequence(rest: &mut &str) -> Option<Vec<String>> {
    let mut heads = vec![String::new()];
    while let Some(c) = rest.chars().next() {
        if matches!(c, '|' | ')') {
            break;
        }
        *rest = &rest[c.len_utf8()..];
        if c == '(' {
            let tails = choice(rest)?;
            heads = heads.iter().flat_map(|head| tails.iter().map(move |tail| format!("{head}{tail}"))).collect();
        } else {
            heads.iter_mut().for_each(|head| head.push(c));
        }
    }
    Some(heads)
}

/// What follows an opening bracket, through its closing one.
fn choice(rest: &mut &str) -> Option<Vec<String>> {
    let mut all = Vec::new();
    loop {
        all.extend(sequence(rest)?);
        let c = rest.chars().next()?;
        *rest = &rest[1..];
        if c == ')' {
            return Some(all);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::forms;

    #[test]
    fn choices_are_spelled_out() {
        assert_eq!(forms("grow(|s|n) / grew").unwrap(), ["grow", "grows", "grown", "grew"]);
        assert_eq!(forms("(a |)(half|thi(r|)d)").unwrap(), ["a half", "a third", "a thid", "half", "third", "thid"]);
        assert!(forms("").unwrap().is_empty());
    }

    #[test]
    fn brackets_that_do_not_match_are_told() {
        for list in ["a(b", "ab)", "a|b", "a(b|(c)"] {
            assert!(forms(list).is_err(), "{list}");
        }
    }
}
