package capacity

import (
	"bytes"
	"fmt"
)

// Clock is a time of day in minutes since midnight, 0 to [Midnight].
type Clock int16

// Midnight ends the day: "24:00".
const Midnight Clock = 24 * 60

// String returns "08:30".
func (c Clock) String() string { return fmt.Sprintf("%02d:%02d", int(c)/60, int(c)%60) }

// valid reports whether c has a text form.
func (c Clock) valid() bool { return 0 <= c && c <= Midnight }

// MarshalText implements [encoding.TextMarshaler] with the form of String.
func (c Clock) MarshalText() ([]byte, error) {
	if !c.valid() {
		return nil, fmt.Errorf("minute %d is not within a day of %d minutes", int16(c), int16(Midnight))
	}
	return []byte(c.String()), nil
}

// UnmarshalText accepts "8:30", "08:30" and times up to "24:00".
func (c *Clock) UnmarshalText(text []byte) error {
	hour, minute, ok := cutText(text, ':')
	h, ok1 := digits(hour, 1, 2)
	m, ok2 := digits(minute, 2, 2)
	if !ok || !ok1 || !ok2 || m > 59 || h*60+m > int(Midnight) {
		return fmt.Errorf("%q is not a time of day; write it as 08:30", text)
	}
	*c = Clock(h*60 + m)
	return nil
}

// ClockSpan is the half-open part of a day from Start to End.
type ClockSpan struct{ Start, End Clock }

// String returns "08:30-11:30".
func (s ClockSpan) String() string { return s.Start.String() + "-" + s.End.String() }

// valid reports whether s has a text form.
func (s ClockSpan) valid() bool { return s.Start.valid() && s.End.valid() && s.Start < s.End }

// MarshalText implements [encoding.TextMarshaler] with the form of String.
func (s ClockSpan) MarshalText() ([]byte, error) {
	if !s.valid() {
		return nil, fmt.Errorf("%v is not a part of a day", s)
	}
	return []byte(s.String()), nil
}

// UnmarshalText accepts what MarshalText writes; a span must end after it starts.
func (s *ClockSpan) UnmarshalText(text []byte) error {
	from, to, ok := cutText(text, '-')
	if !ok {
		return fmt.Errorf("%q is not a part of a day; write it as 08:30-11:30", text)
	}
	var span ClockSpan
	if err := span.Start.UnmarshalText(from); err != nil {
		return err
	}
	if err := span.End.UnmarshalText(to); err != nil {
		return err
	}
	if span.End <= span.Start {
		return fmt.Errorf("%q ends before it starts; write the earlier time first", text)
	}
	*s = span
	return nil
}

func cutText(text []byte, at byte) (before, after []byte, found bool) {
	return bytes.Cut(text, []byte{at})
}

// digits reads a number of least to most decimal digits.
func digits(text []byte, least, most int) (int, bool) {
	if len(text) < least || len(text) > most {
		return 0, false
	}
	n := 0
	for _, b := range text {
		if b < '0' || b > '9' {
			return 0, false
		}
		n = n*10 + int(b-'0')
	}
	return n, true
}
