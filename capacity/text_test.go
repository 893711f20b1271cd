package capacity_test

import (
	"encoding"
	"testing"
	"time"

	"github.com/sanjie-edu/sanjie/capacity"
	"pgregory.net/rapid"
)

// Bounds of the dates that have a text form.
var (
	firstDate = capacity.DateOf(1971, time.January, 1)
	lastDate  = capacity.DateOf(9999, time.December, 31)
)

var (
	dates = rapid.Custom(func(t *rapid.T) capacity.Date {
		return capacity.Date(rapid.Int32Range(int32(firstDate), int32(lastDate)).Draw(t, "date"))
	})
	clocks  = rapid.Custom(func(t *rapid.T) capacity.Clock { return capacity.Clock(rapid.Int16Range(0, 1440).Draw(t, "clock")) })
	moments = rapid.Custom(func(t *rapid.T) capacity.Moment {
		return capacity.At(dates.Draw(t, "date"), capacity.Clock(rapid.Int16Range(0, 1439).Draw(t, "minute")))
	})
	weekdays = rapid.Custom(func(t *rapid.T) capacity.Weekdays { return capacity.Weekdays(rapid.Uint8Range(0, 127).Draw(t, "days")) })
	spans    = rapid.Custom(func(t *rapid.T) capacity.DateSpan {
		s := capacity.DateSpan{From: dates.Draw(t, "from"), To: dates.Draw(t, "to")}
		if s.To < s.From {
			s.From, s.To = s.To, s.From
		}
		switch rapid.IntRange(0, 4).Draw(t, "open") {
		case 0:
			s.From = 0
		case 1:
			s.To = 0
		case 2:
			s.To = s.From
		}
		return s
	})
	parts = rapid.Custom(func(t *rapid.T) capacity.ClockSpan {
		start := rapid.Int16Range(0, 1439).Draw(t, "start")
		return capacity.ClockSpan{Start: capacity.Clock(start), End: capacity.Clock(rapid.Int16Range(start+1, 1440).Draw(t, "end"))}
	})
)

type textual[T any] interface {
	*T
	encoding.TextUnmarshaler
}

func roundTrip[T interface {
	comparable
	encoding.TextMarshaler
}, P textual[T]](gen *rapid.Generator[T]) func(*testing.T) {
	return rapid.MakeCheck(func(t *rapid.T) {
		v := gen.Draw(t, "value")
		text, err := v.MarshalText()
		if err != nil {
			t.Fatal(err)
		}
		var back T
		if err := P(&back).UnmarshalText(text); err != nil {
			t.Fatal(err)
		}
		if back != v {
			t.Fatalf("%v is written as %q, which reads as %v", v, text, back)
		}
	})
}

func TestTextRoundTrips(t *testing.T) {
	t.Run("Date", roundTrip(dates))
	t.Run("Clock", roundTrip(clocks))
	t.Run("Moment", roundTrip(moments))
	t.Run("DateSpan", roundTrip(spans))
	t.Run("ClockSpan", roundTrip(parts))
	t.Run("Weekdays", roundTrip(weekdays))
}

// canonical checks that an accepted text has one value, which is written in a
// form that reads as the same value.
func canonical[T interface {
	comparable
	encoding.TextMarshaler
}, P textual[T]](t *testing.T, text []byte) {
	var v, back T
	if P(&v).UnmarshalText(text) != nil {
		if v != *new(T) {
			t.Errorf("%T: refused %q left %v behind", v, text, v)
		}
		return
	}
	again, err := v.MarshalText()
	if err != nil {
		t.Fatalf("%T: %q is read but cannot be written: %v", v, text, err)
	}
	if err := P(&back).UnmarshalText(again); err != nil || back != v {
		t.Errorf("%T: %q reads as %v, is written as %q, reads as %v, %v", v, text, v, again, back, err)
	}
}

func FuzzText(f *testing.F) {
	for _, s := range []string{
		"", "/", "-", ",", "T", "2026-09-07", "2026-9-7", "0000-00-00", "9999-12-31T24:00", "2026-09-22T06:30", "2026-10-01/2026-10-07",
		"/2026-10-07", "2026-10-01/", "24:00", "24:01", "8:30", "08:30-11:30", "mon-fri,sun", "fri-mon", "mon-", "1970-12-31", "\xff",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		canonical[capacity.Date](t, text)
		canonical[capacity.Clock](t, text)
		canonical[capacity.Moment](t, text)
		canonical[capacity.DateSpan](t, text)
		canonical[capacity.ClockSpan](t, text)
		canonical[capacity.Weekdays](t, text)
	})
}

func TestTextForms(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		value  interface {
			encoding.TextMarshaler
			String() string
		}
		want string
	}{
		{"date", "ISO form", capacity.DateOf(2026, time.September, 7), "2026-09-07"},
		{"clock", "two digits each", clock(8, 5), "08:05"},
		{"midnight", "the end of the day is not its start", capacity.Midnight, "24:00"},
		{"moment", "date and time of day", capacity.At(capacity.DateOf(2026, time.September, 22), clock(6, 30)), "2026-09-22T06:30"},
		{"moment at 24:00", "the same instant as 00:00 of the next date", capacity.At(capacity.DateOf(2026, time.September, 22), capacity.Midnight), "2026-09-23T00:00"},
		{"first moment", "1971 belongs to the dates", capacity.At(firstDate, 0), "1971-01-01T00:00"},
		{"last moment", "9999 belongs to the dates", capacity.At(lastDate, clock(23, 59)), "9999-12-31T23:59"},
		{"one day", "a single date stands alone", capacity.DateSpan{From: firstDate, To: firstDate}, "1971-01-01"},
		{"open start", "an open end is empty", capacity.DateSpan{To: firstDate}, "/1971-01-01"},
		{"open end", "an open end is empty", capacity.DateSpan{From: lastDate}, "9999-12-31/"},
		{"weekdays", "days in a row make a range", capacity.Days(time.Monday, time.Tuesday, time.Wednesday, time.Friday), "mon-wed,fri"},
		{"weekend", "the week ends on Sunday", capacity.Days(time.Sunday, time.Saturday), "sat-sun"},
		{"no weekdays", "the empty set is every day and needs no text", capacity.Weekdays(0), ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := test.value.MarshalText()
			if err != nil || string(got) != test.want || test.value.String() != test.want {
				t.Errorf("got %q, %v; want %q, because %s", got, err, test.want, test.reason)
			}
		})
	}
}

func TestTextRefused(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		into   encoding.TextUnmarshaler
		text   string
	}{
		{"date without zeros", "one form a date", new(capacity.Date), "2026-9-7"},
		{"no such date", "February has 28 days", new(capacity.Date), "2026-02-29"},
		{"date before 1971", "1970 is kept for the unset date", new(capacity.Date), "1970-12-31"},
		{"clock after midnight", "a day ends at 24:00", new(capacity.Clock), "24:01"},
		{"minute 60", "an hour has 60 minutes", new(capacity.Clock), "08:60"},
		{"clock with a sign", "digits alone", new(capacity.Clock), "+8:30"},
		{"clock with a letter", "digits alone", new(capacity.Clock), "0a:30"},
		{"clock without an hour", "one or two digits", new(capacity.Clock), ":30"},
		{"clock of three digits", "one or two digits", new(capacity.Clock), "008:30"},
		{"clock with a short minute", "two digits", new(capacity.Clock), "08:3"},
		{"part that ends before it starts", "half-open parts have a minute", new(capacity.ClockSpan), "11:30-08:30"},
		{"empty part", "half-open parts have a minute", new(capacity.ClockSpan), "08:30-08:30"},
		{"part without an end", "both ends are needed", new(capacity.ClockSpan), "08:30"},
		{"span that ends before it starts", "spans have a date", new(capacity.DateSpan), "2026-10-07/2026-10-01"},
		{"empty span", "an open span is written /", new(capacity.DateSpan), ""},
		{"moment with seconds", "whole minutes", new(capacity.Moment), "2026-09-22T06:30:00"},
		{"moment after the last date", "it could not be written", new(capacity.Moment), "9999-12-31T24:00"},
		{"moment without a time after T", "T announces one", new(capacity.Moment), "2026-09-22T"},
		{"range over Sunday", "a week runs from Monday", new(capacity.Weekdays), "sat-mon"},
		{"long name of a day", "three letters", new(capacity.Weekdays), "monday"},
		{"trailing comma", "a part is missing", new(capacity.Weekdays), "mon,"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if test.into.UnmarshalText([]byte(test.text)) == nil {
				t.Errorf("%q was accepted; want it refused, because %s", test.text, test.reason)
			}
		})
	}
}

func TestTextShortForms(t *testing.T) {
	var m capacity.Moment
	if err := m.UnmarshalText([]byte("2026-09-22")); err != nil || m != capacity.At(capacity.DateOf(2026, time.September, 22), 0) {
		t.Errorf("a date alone reads as %v, %v; want its first minute", m, err)
	}
	var c capacity.Clock
	if err := c.UnmarshalText([]byte("8:30")); err != nil || c != clock(8, 30) {
		t.Errorf("8:30 reads as %v, %v", c, err)
	}
	var w capacity.Weekdays
	if err := w.UnmarshalText([]byte("wed,mon-tue,mon")); err != nil || w != capacity.Days(time.Monday, time.Tuesday, time.Wednesday) {
		t.Errorf("weekdays in any order read as %v, %v", w, err)
	}
}

func TestNoTextForm(t *testing.T) {
	tests := []struct {
		name  string
		value encoding.TextMarshaler
	}{
		{"unset date", capacity.Date(0)},
		{"date after 9999", lastDate + 1},
		{"negative clock", capacity.Clock(-1)},
		{"clock after midnight", capacity.Midnight + 1},
		{"empty part", capacity.ClockSpan{Start: 60, End: 60}},
		{"backward span", capacity.DateSpan{From: lastDate, To: firstDate}},
		{"span that starts before 1971", capacity.DateSpan{From: firstDate - 1}},
		{"unset moment", capacity.Moment(0)},
		{"moment after 9999", capacity.At(lastDate, capacity.Midnight)},
		{"eighth weekday", capacity.Weekdays(1 << 7)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if text, err := test.value.MarshalText(); err == nil {
				t.Errorf("%v was written as %q, which no reader takes", test.value, text)
			}
		})
	}
}
