package capacity_test

import (
	"testing"
	"time"

	"github.com/sanjie-edu/sanjie/capacity"
	"pgregory.net/rapid"
)

// civil is a date as the time package knows it.
func civil(d capacity.Date) time.Time { return time.Date(1970, 1, 1+int(d), 0, 0, 0, 0, time.UTC) }

// anyDates draws dates on both sides of 1970, near it and far away.
var anyDates = rapid.Custom(func(t *rapid.T) capacity.Date {
	return capacity.Date(rapid.OneOf(rapid.Int32Range(-20, 20), rapid.Int32Range(-700_000, 2_900_000)).Draw(t, "date"))
})

func TestDateAgainstTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, e := anyDates.Draw(t, "d"), anyDates.Draw(t, "e")
		at := civil(d)
		if got := capacity.DateOf(at.Date()); got != d {
			t.Errorf("DateOf(%v) = %d, want %d", at, got, d)
		}
		if d.Weekday() != at.Weekday() {
			t.Errorf("%v is a %v, want %v", d, d.Weekday(), at.Weekday())
		}
		if got, want := d.Week() == e.Week(), mondayOf(d) == mondayOf(e); got != want {
			t.Errorf("%v and %v in one week: %v, want %v", d, e, got, want)
		}
		if next := d + 7; next.Week() != d.Week()+1 {
			t.Errorf("week of %v is %d, a week later it is %d", d, d.Week(), next.Week())
		}
	})
}

// mondayOf walks back to a Monday day by day.
func mondayOf(d capacity.Date) capacity.Date {
	for civil(d).Weekday() != time.Monday {
		d--
	}
	return d
}

func TestMomentAgainstTime(t *testing.T) {
	zone := time.FixedZone("east", 8*3600)
	rapid.Check(t, func(t *rapid.T) {
		d := anyDates.Draw(t, "date")
		c := clocks.Draw(t, "clock")
		m := capacity.At(d, c)
		want := civil(d).Add(time.Duration(c) * time.Minute)
		if got := civil(m.Date()).Add(time.Duration(m.Clock()) * time.Minute); !got.Equal(want) {
			t.Errorf("%v at %v is %v, want %v", d, c, got, want)
		}
		if m.Clock() < 0 || m.Clock() >= capacity.Midnight {
			t.Errorf("time of day %d of a moment", m.Clock())
		}
		seconds := time.Duration(rapid.IntRange(0, 59).Draw(t, "seconds")) * time.Second
		if got := capacity.MomentOf(m.Time(zone).Add(seconds), zone); got != m {
			t.Errorf("MomentOf(Time(%v)) = %v", m, got)
		}
		if got := m.Time(zone); got.UTC() != want.Add(-8*time.Hour) {
			t.Errorf("%v in %v is %v", m, zone, got)
		}
	})
}

func TestWeekRunsFromMondayToSunday(t *testing.T) {
	first := capacity.DateOf(2026, time.September, 7)
	if first.Weekday() != time.Monday {
		t.Fatalf("%v is a %v", first, first.Weekday())
	}
	for d := first; d < first+7; d++ {
		if d.Week() != first.Week() {
			t.Errorf("%v is not in the week of %v", d, first)
		}
	}
	if first.Week() != (first-1).Week()+1 || (first+7).Week() != first.Week()+1 {
		t.Error("the weeks before and after do not adjoin")
	}
}

func TestWeekdaysTakeAnyDay(t *testing.T) {
	odd := []time.Weekday{-1, 7, 8, 1 << 30}
	if got := capacity.Days(odd...); got != 0 {
		t.Errorf("Days(%v) = %v, want the empty set", odd, got)
	}
	for _, d := range odd {
		if capacity.Days(time.Monday).Has(d) {
			t.Errorf("the set of Monday has day %d", d)
		}
	}
}
