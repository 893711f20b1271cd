package capacity_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/sanjie-edu/sanjie/capacity"
	"pgregory.net/rapid"
)

// holds says whether a minute of a date lies in a pattern, of which only the
// part p of the day counts. It goes through the time package, condition by
// condition.
func holds(w capacity.When, p capacity.ClockSpan, d capacity.Date, minute int) bool {
	day := civil(d)
	at := day.Add(time.Duration(minute) * time.Minute)
	instant := func(m capacity.Moment) time.Time {
		return time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(m) * time.Minute)
	}
	inside := func(s capacity.DateSpan) bool {
		return (s.From == 0 || !day.Before(civil(s.From))) && (s.To == 0 || !day.After(civil(s.To)))
	}
	if w.Start != 0 && at.Before(instant(w.Start)) || w.End != 0 && !at.Before(instant(w.End)) {
		return false
	}
	if !inside(capacity.DateSpan{From: w.From, To: w.To}) {
		return false
	}
	if w.Days != 0 && w.Days&capacity.Days(day.Weekday()) == 0 {
		return false
	}
	for _, x := range w.Except {
		if inside(x) {
			return false
		}
	}
	return int(p.Start) <= minute && minute < int(p.End)
}

// partsOf returns the parts of the day that a pattern has.
func partsOf(w capacity.When) []capacity.ClockSpan {
	if len(w.Hours) == 0 {
		return []capacity.ClockSpan{{Start: 0, End: capacity.Midnight}}
	}
	return w.Hours
}

// slowCover and slowTouch look at every minute of a slot.
func slowCover(times capacity.Times, s capacity.Slot) bool {
	for _, w := range times {
		for _, p := range partsOf(w) {
			all := true
			for m := int(s.Start); m < int(s.End); m++ {
				all = all && holds(w, p, s.Date, m)
			}
			if all {
				return true
			}
		}
	}
	return false
}

func slowTouch(times capacity.Times, s capacity.Slot) bool {
	for _, w := range times {
		for _, p := range partsOf(w) {
			for m := int(s.Start); m < int(s.End); m++ {
				if holds(w, p, s.Date, m) {
					return true
				}
			}
		}
	}
	return false
}

// nearDates draws dates of three weeks, so that conditions meet often.
func nearDates(first capacity.Date) *rapid.Generator[capacity.Date] {
	return rapid.Custom(func(t *rapid.T) capacity.Date { return first + capacity.Date(rapid.Int32Range(0, 20).Draw(t, "day")) })
}

// coarse draws parts of the day that start and end at few minutes, so that
// ends coincide often.
var coarse = rapid.Custom(func(t *rapid.T) capacity.ClockSpan {
	start := rapid.IntRange(0, 11).Draw(t, "start")
	end := rapid.IntRange(start+1, 12).Draw(t, "end")
	return capacity.ClockSpan{Start: capacity.Clock(480 + 30*start), End: capacity.Clock(480 + 30*end)}
})

// patterns draws valid patterns around the three weeks from first.
func patterns(first capacity.Date) *rapid.Generator[capacity.When] {
	day := nearDates(first)
	return rapid.Custom(func(t *rapid.T) capacity.When {
		var w capacity.When
		some := rapid.Bool()
		if some.Draw(t, "has moments") {
			w.Start = capacity.At(day.Draw(t, "start"), coarse.Draw(t, "start").Start)
			w.End = w.Start + capacity.Moment(rapid.IntRange(1, 10*1440).Draw(t, "minutes"))
			switch rapid.IntRange(0, 3).Draw(t, "open moments") {
			case 0:
				w.Start = 0
			case 1:
				w.End = 0
			}
		}
		if some.Draw(t, "has dates") {
			w.From = day.Draw(t, "from")
			w.To = w.From + capacity.Date(rapid.Int32Range(0, 10).Draw(t, "length"))
			switch rapid.IntRange(0, 3).Draw(t, "open dates") {
			case 0:
				w.From = 0
			case 1:
				w.To = 0
			}
		}
		if some.Draw(t, "has days") {
			w.Days = weekdays.Draw(t, "days")
		}
		w.Hours = rapid.SliceOfN(coarse, 0, 2).Draw(t, "hours")
		w.Except = rapid.SliceOfN(rapid.Custom(func(t *rapid.T) capacity.DateSpan {
			s := capacity.DateSpan{From: day.Draw(t, "except")}
			s.To = s.From + capacity.Date(rapid.Int32Range(0, 2).Draw(t, "length"))
			return s
		}), 0, 2).Draw(t, "except")
		return w
	})
}

func TestTimesAgainstMinutes(t *testing.T) {
	first := monday(t)
	pattern := patterns(first)
	rapid.Check(t, func(t *rapid.T) {
		times := capacity.Times(rapid.SliceOfN(pattern, 0, 3).Draw(t, "times"))
		part := coarse.Draw(t, "slot")
		s := capacity.Slot{Date: nearDates(first).Draw(t, "date"), Start: part.Start, End: part.End}
		cover, touch := times.Cover(s), times.Touch(s)
		if want := slowCover(times, s); cover != want {
			t.Errorf("Cover = %v, want %v", cover, want)
		}
		if want := slowTouch(times, s); touch != want {
			t.Errorf("Touch = %v, want %v", touch, want)
		}
		if cover && !touch {
			t.Error("a slot is covered and not touched")
		}
	})
}

// TestPatternsMeetEveryOutcome keeps the generator from going blind.
func TestPatternsMeetEveryOutcome(t *testing.T) {
	first := monday(t)
	pattern, date := patterns(first), nearDates(first)
	seen := map[[2]bool]int{}
	for seed := range 300 {
		times := capacity.Times{pattern.Example(seed)}
		part := coarse.Example(seed + 1)
		s := capacity.Slot{Date: date.Example(seed + 2), Start: part.Start, End: part.End}
		seen[[2]bool{slowCover(times, s), slowTouch(times, s)}]++
	}
	for _, kind := range [][2]bool{{false, false}, {false, true}, {true, true}} {
		if seen[kind] < 10 {
			t.Errorf("cover %v with touch %v: %d of 300, want 10 or more", kind[0], kind[1], seen[kind])
		}
	}
}

func TestTimes(t *testing.T) {
	d := monday(t)
	slot := capacity.Slot{Date: d, Start: clock(9, 0), End: clock(11, 0)}
	part := func(from, to int) []capacity.ClockSpan {
		return []capacity.ClockSpan{{Start: clock(from, 0), End: clock(to, 0)}}
	}
	tests := []struct {
		name         string
		reason       string
		times        capacity.Times
		cover, touch bool
	}{
		{"no pattern", "the union of nothing is nothing", nil, false, false},
		{"zero pattern", "no condition is stated", capacity.Times{{}}, true, true},
		{"ends where the slot starts", "intervals are half-open", capacity.Times{{Hours: part(8, 9)}}, false, false},
		{"starts where the slot ends", "intervals are half-open", capacity.Times{{Hours: part(11, 12)}}, false, false},
		{"exactly the slot", "both ends fit", capacity.Times{{Hours: part(9, 11)}}, true, true},
		{"two halves", "the slot must lie within one part", capacity.Times{{Hours: append(part(9, 10), part(10, 11)...)}}, false, true},
		{"halves in two patterns", "the slot must lie within one pattern", capacity.Times{{Hours: part(9, 10)}, {Hours: part(10, 11)}}, false, true},
		{"ends at midnight before", "half-open over dates too", capacity.Times{{End: capacity.At(d, 0)}}, false, false},
		{"over midnight", "moments run over dates", capacity.Times{{Start: capacity.At(d-1, clock(22, 0)), End: capacity.At(d, clock(11, 0))}}, true, true},
		{"moments of exactly the slot", "both ends fit", capacity.Times{{Start: capacity.At(d, clock(9, 0)), End: capacity.At(d, clock(11, 0))}}, true, true},
		{"moments a minute short", "the whole slot must fit", capacity.Times{{Start: capacity.At(d, clock(9, 1)), End: capacity.At(d, clock(11, 0))}}, false, true},
		{"moments that end where the slot starts", "intervals are half-open", capacity.Times{{End: capacity.At(d, clock(9, 0))}}, false, false},
		{"moments and hours that miss each other", "every condition holds at once",
			capacity.Times{{End: capacity.At(d, clock(10, 0)), Hours: part(10, 12)}}, false, false},
		{"date left out", "exceptions beat the rest", capacity.Times{{From: d, To: d, Except: []capacity.DateSpan{{From: d, To: d}}}}, false, false},
		{"other weekday", "the date is a Monday", capacity.Times{{Days: capacity.Days(time.Tuesday)}}, false, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := test.times.Cover(slot); got != test.cover {
				t.Errorf("Cover = %v, want %v, because %s", got, test.cover, test.reason)
			}
			if got := test.times.Touch(slot); got != test.touch {
				t.Errorf("Touch = %v, want %v, because %s", got, test.touch, test.reason)
			}
		})
	}
}

func TestTimesClone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		times := capacity.Times(rapid.SliceOfN(patterns(400), 0, 3).Draw(t, "times"))
		want := fmt.Sprintf("%#v", times)
		copied := times.Clone()
		if got := fmt.Sprint(copied); got != fmt.Sprint(times) {
			t.Fatalf("the copy of %v is %v", times, got)
		}
		scribble(copied)
		if got := fmt.Sprintf("%#v", times); got != want {
			t.Errorf("writing to the copy changed %s to %s", want, got)
		}
	})
}
