//! Who trades what with whom, in what: the cells of a row that name something, each code understood once.

use super::super::layout::{Indicator, Role};
use super::super::meaning::{self, InWhat};
use super::super::number::to_the_unit;
use super::{Fate, Rows, Wrong, cell, lossy, no_letters, set, short};
use csv::ByteRecord;

impl Rows<'_> {
    pub(super) fn countries(&mut self, record: &ByteRecord) -> Result<(), Fate> {
        let Rows { plan, seen, entry, names, letters, account, defaults, .. } = self;
        let sides = [
            (Role::Reporter, &mut seen.reporter, &mut entry.reporter, &defaults.reporter),
            (Role::Partner, &mut seen.partner, &mut entry.partner, &defaults.partner),
        ];
        for (role, memory, field, default) in sides {
            let columns = plan.columns(role);
            let key = cell(record, columns);
            if key.is_empty() {
                if default.is_empty() && !columns.is_empty() {
                    let what = if role == Role::Reporter { "reporter" } else { "partner" };
                    let (column, cell) = (plan.name_of(role), String::new());
                    let found = format!("a row without a {what}");
                    let expected = "a country's code or name".to_string();
                    return Err(Fate::Refused(Box::new(Wrong { column, cell, found, expected, instead: Vec::new() })));
                }
                set(field, default);
                continue;
            }
            let learnt = memory.recall(key, || {
                let mut cells = Vec::with_capacity(columns.len());
                for cell in columns.iter().filter_map(|&at| record.get(at)) {
                    cells.push(letters.text(cell, names).ok_or_else(|| no_letters(cell))?);
                }
                let (country, is_known) = meaning::country(cells.iter().map(|cell| &**cell), &plan.layout, names);
                if !is_known {
                    account.unknown(&country);
                }
                Ok(country)
            });
            match learnt {
                Ok(country) => set(field, country),
                Err(fate) => return Err(fate.clone()),
            }
        }
        Ok(())
    }

    pub(super) fn flow(&mut self, record: &ByteRecord, indicator: &Indicator) -> Result<(), Fate> {
        let Rows { plan, seen, entry, names, letters, account, defaults, .. } = self;
        let value = cell(record, plan.columns(Role::Flow));
        if value.is_empty() {
            let flow = if indicator.flow.is_empty() { &defaults.flow } else { &indicator.flow };
            if flow.is_empty() {
                return Err(self.wrong(
                    Role::Flow,
                    value,
                    "a row without a flow".to_string(),
                    "exports, imports or another flow",
                ));
            }
            set(&mut entry.flow, flow);
        } else {
            let learnt = seen.flow.recall(value, || {
                let text = letters.text(value, names).ok_or_else(|| no_letters(value))?;
                let (flow, is_known) = meaning::flow(&text, &plan.layout, names);
                if !is_known {
                    account.unknown_flow(&short(&flow));
                }
                Ok(flow)
            });
            match learnt {
                Ok(flow) => set(&mut entry.flow, flow),
                Err(fate) => return Err(fate.clone()),
            }
        }
        Ok(())
    }

    /// The product, and what keeps rows apart that nothing sums up.
    pub(super) fn product(&mut self, record: &ByteRecord) -> Result<(), Fate> {
        let Rows { plan, seen, entry, names, letters, defaults, .. } = self;
        let layout = &plan.layout;
        let classification = cell(record, plan.columns(Role::Classification));
        let value = cell(record, plan.columns(Role::Product));
        entry.product.clear();
        if value.is_empty() {
            entry.product.push_str(&defaults.product);
        } else {
            let learnt = seen.product.recall(value, || {
                let text = letters.text(value, names).ok_or_else(|| no_letters(value))?;
                Ok(meaning::product(&text, layout, names))
            });
            let product = learnt.as_ref().map_err(Clone::clone)?;
            let prefix = seen.prefix.recall(classification, || {
                let text = lossy(classification);
                let (code, _) = meaning::code_and_name(&text, layout);
                Ok(layout.code(Role::Classification, code).unwrap_or(code).to_string())
            });
            let prefix = prefix.as_ref().map_err(Clone::clone)?;
            if !product.is_empty() {
                entry.product.push_str(prefix);
                let is_hs = layout.hs && prefix.is_empty() && product.bytes().all(|byte| byte.is_ascii_digit());
                match (prefix.is_empty(), is_hs && product.len() % 2 == 1) {
                    (false, _) => entry.product.push(' '),
                    (true, true) => entry.product.push('0'),
                    (true, false) => {}
                }
                entry.product.push_str(product);
            }
        }
        for ((at, apart), memory) in plan.apart.iter().zip(&mut seen.apart) {
            let value = record.get(*at).unwrap_or(b"").trim_ascii();
            let name = memory.recall(value, || {
                let text = letters.text(value, names).unwrap_or_else(|| lossy(value).into());
                let (code, label) = meaning::code_and_name(&text, layout);
                if code.is_empty() || apart.plain.iter().any(|plain| plain.eq_ignore_ascii_case(code)) {
                    return String::new();
                }
                match apart.names.get(code) {
                    Some(name) => name.clone(),
                    None if label.is_empty() => format!("{} {code}", plan.names[*at]),
                    None => label.to_string(),
                }
            });
            if name.is_empty() {
                continue;
            }
            let field = if apart.into == "flow" { &mut entry.flow } else { &mut entry.product };
            if field.is_empty() {
                field.push_str("all products");
            }
            field.push_str(", ");
            field.push_str(name);
        }
        Ok(())
    }

    pub(super) fn unit(&mut self, record: &ByteRecord, indicator: &Indicator) -> Result<(), Fate> {
        let Rows { plan, seen, entry, names, letters, defaults, number, .. } = self;
        let layout = &plan.layout;
        let value = cell(record, plan.columns(Role::Unit));
        let (unit_scale, unit) = if value.is_empty() {
            if indicator.unit.is_empty() { (defaults.unit.0, &defaults.unit.1) } else { ("", &indicator.unit) }
        } else {
            let learnt = seen.unit.recall(value, || {
                let text = letters.text(value, names).ok_or_else(|| no_letters(value))?;
                let column = plan.name_of(Role::Unit);
                match meaning::unit(&text, layout) {
                    InWhat::Unit { scale, unit } => Ok((scale, unit)),
                    InWhat::NoAmount => Err(Fate::LeftOut(format!("{} {}: no amount", column.unwrap_or_default(), short(&text)))),
                    InWhat::Unknown => {
                        let found = format!("the unit \"{}\" is not known here", short(&text));
                        // Which unit it is nobody here knows: a line to paste would be a guess.
                        let expected = "a currency or physical unit; a file for --layout says under [codes.unit] which one it is";
                        let (expected, instead) = (expected.to_string(), Vec::new());
                        Err(Fate::Refused(Box::new(Wrong { column, cell: short(&text), found, expected, instead })))
                    }
                }
            });
            let (scale, unit) = learnt.as_ref().map_err(Clone::clone)?;
            (*scale, unit)
        };
        let code = cell(record, plan.columns(Role::Scale));
        let scale = if !code.is_empty() {
            let learnt = seen.scale.recall(code, || {
                let text = String::from_utf8_lossy(code);
                meaning::scale(&text, layout).ok_or_else(|| {
                    let found = format!("the scale \"{}\" is not known here", short(&text));
                    let expected = "a power of ten: 0, 3, 6, 9 or 12".to_string();
                    let column = plan.name_of(Role::Scale);
                    Fate::Refused(Box::new(Wrong { column, cell: short(&text), found, expected, instead: Vec::new() }))
                })
            });
            *learnt.as_ref().map_err(Clone::clone)?
        } else if !indicator.scale.is_empty() {
            &indicator.scale
        } else if unit_scale.is_empty() {
            &defaults.scale
        } else {
            ""
        };
        let scale = match (unit_scale, scale) {
            ("", scale) => scale,
            (scale, "") => scale,
            (one, other) if one == other => one,
            (one, other) => {
                let found = format!("two scales: {one} in the unit and {other} beside it");
                return Err(self.wrong(Role::Scale, code, found, "one of them"));
            }
        };
        if unit.is_empty() {
            return Err(self.wrong(Role::Unit, value, "a number without a unit".to_string(), "a currency or physical unit"));
        }
        let larger = if plan.layout.to_the_unit { to_the_unit(number, scale, &mut entry.stated) } else { None };
        if larger.is_none() {
            set(&mut entry.stated, number);
        }
        for word in [larger.unwrap_or(scale), unit] {
            if !word.is_empty() {
                entry.stated.push(' ');
                entry.stated.push_str(word);
            }
        }
        Ok(())
    }

    pub(super) fn source(&mut self, record: &ByteRecord) -> Result<(), Fate> {
        let Rows { plan, seen, entry, names, letters, defaults, .. } = self;
        let value = cell(record, plan.columns(Role::Source));
        if !defaults.source.is_empty() {
            set(&mut entry.source, &defaults.source);
        } else if value.is_empty() {
            set(&mut entry.source, &plan.layout.publisher);
        } else {
            let learnt = seen.source.recall(value, || {
                let text = letters.text(value, names).ok_or_else(|| no_letters(value))?;
                Ok(meaning::code_and_name(&text, &plan.layout).0.to_string())
            });
            set(&mut entry.source, learnt.as_ref().map_err(Clone::clone)?);
        }
        Ok(())
    }
}
