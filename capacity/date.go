package capacity

import (
	"fmt"
	"time"
)

// Date is a civil date, counted in days since 1970-01-01. The zero Date is
// unset: no term lies in 1970.
type Date int32

// DateOf returns the date of a year, month and day, normalized as by [time.Date].
func DateOf(year int, month time.Month, day int) Date {
	return Date(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return time.Weekday(((int(d)+4)%7 + 7) % 7) }

// Week counts weeks from Monday to Sunday; dates of one week share the number.
func (d Date) Week() int { return floorDiv(int(d)+3, 7) }

// String returns the ISO form, "2026-09-07".
func (d Date) String() string {
	return time.Unix(int64(d)*86400, 0).UTC().Format(time.DateOnly)
}

// The dates that have a text form.
var firstDate, lastDate = DateOf(1971, time.January, 1), DateOf(9999, time.December, 31)

// valid reports whether d has a text form.
func (d Date) valid() bool { return firstDate <= d && d <= lastDate }

// MarshalText implements [encoding.TextMarshaler] with the form of String; a
// date outside 1971 to 9999 has none.
func (d Date) MarshalText() ([]byte, error) {
	if !d.valid() {
		return nil, fmt.Errorf("date %v is not set or not within 1971 to 9999", d)
	}
	return []byte(d.String()), nil
}

// UnmarshalText accepts the ISO form of a date from 1971 to 9999.
func (d *Date) UnmarshalText(text []byte) error {
	t, err := time.Parse(time.DateOnly, string(text))
	if err != nil || t.Year() < 1971 {
		return fmt.Errorf("%q is not a date from 1971 to 9999; write it as 2026-09-07", text)
	}
	*d = Date(t.Unix() / 86400)
	return nil
}

// DateSpan is the dates from From to To, both included. A zero end is open.
type DateSpan struct{ From, To Date }

// Has reports whether d lies in the span.
func (s DateSpan) Has(d Date) bool {
	return (s.From == 0 || s.From <= d) && (s.To == 0 || d <= s.To)
}

// String returns "2026-10-01/2026-10-07", one date for a single day, and
// leaves an open end empty.
func (s DateSpan) String() string {
	if s.From != 0 && s.From == s.To {
		return s.From.String()
	}
	return openDate(s.From) + "/" + openDate(s.To)
}

func openDate(d Date) string {
	if d == 0 {
		return ""
	}
	return d.String()
}

// valid reports whether s has a text form.
func (s DateSpan) valid() bool {
	return (s.From == 0 || s.From.valid()) && (s.To == 0 || s.To.valid()) &&
		(s.From == 0 || s.To == 0 || s.From <= s.To)
}

// MarshalText implements [encoding.TextMarshaler] with the form of String.
func (s DateSpan) MarshalText() ([]byte, error) {
	if !s.valid() {
		return nil, fmt.Errorf("%v is not a span of dates: it ends before it starts or leaves 1971 to 9999", s)
	}
	return []byte(s.String()), nil
}

// UnmarshalText accepts what MarshalText writes; a span must not end before it starts.
func (s *DateSpan) UnmarshalText(text []byte) error {
	from, to, isSpan := cutText(text, '/')
	var span DateSpan
	if len(from) > 0 || !isSpan {
		if err := span.From.UnmarshalText(from); err != nil {
			return err
		}
	}
	span.To = span.From
	if isSpan {
		span.To = 0
		if len(to) > 0 {
			if err := span.To.UnmarshalText(to); err != nil {
				return err
			}
		}
	}
	if span.From != 0 && span.To != 0 && span.To < span.From {
		return fmt.Errorf("%q ends before it starts; write the earlier date first", text)
	}
	*s = span
	return nil
}

func floorDiv[T int | int64](a, b T) T {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
