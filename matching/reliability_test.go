package matching_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/matching"
)

// TestReliability: bookings 1, 2, 5 and 6 of the world are of school s1; they
// begin on the 7th at 08:30, the 7th, the 9th at 11:00 and the 8th at 08:30.
// 3 and 4 are of school s2.
func TestReliability(t *testing.T) {
	type figures = matching.Reliability
	tests := []struct {
		name   string
		reason string
		steps  string // a day of September, a clock and an event of a booking, or two with "by"
		days   int
		want   figures // of s1
	}{
		{"nothing yet", "a proposal says nothing", "", 7, figures{}},
		{"declined and lapsed", "who does not agree breaks no promise", "1T12:00 decline 1, 4T00:00 lapse 2", 7, figures{}},
		{"completed", "kept", "1T12:00 accept 1, 1T12:00 confirm 1, 7T12:00 complete 1", 7, figures{Confirmed: 1, Completed: 1, Kept: 1}},
		{"early cancel", "seven days are left to the minute", "1T00:00 accept 6, 1T08:30 cancel 6", 7, figures{}},
		{"late cancel", "a minute less than seven days is left", "1T00:00 accept 6, 1T08:31 cancel 6", 7, figures{LateCancels: 1}},
		{"never late", "the office does not count any", "1T00:00 accept 6, 8T08:29 cancel 6", 0, figures{}},
		{"always late", "the office counts all", "1T00:00 accept 6, 1T00:00 cancel 6", 1 << 30, figures{LateCancels: 1}},
		{"called off", "the weather is no fault of the school", "1T00:00 accept 1, 1T00:00 confirm 1, 7T08:00 calloff 1", 7, figures{Confirmed: 1}},
		{"no-show", "one of two", "1T00:00 accept 1, 1T00:00 confirm 1, 7T09:00 miss 1, 7T09:00 calloff 3, 7T09:00 calloff 4", 7, figures{Confirmed: 1, NoShows: 1}},
		{"it came after all", "the entry was a slip", "1T00:00 accept 1, 1T00:00 confirm 1, 7T09:00 miss 1, 7T10:00 complete 1", 7, figures{Confirmed: 1, Completed: 1, Kept: 1}},
		{"excused", "the road was closed", "1T00:00 accept 1, 1T00:00 confirm 1, 7T09:00 miss 1, 7T10:00 calloff 1", 7, figures{Confirmed: 1}},
		{"half kept", "one came, one did not", "1T00:00 accept 1, 1T00:00 confirm 1, 1T00:00 accept 5, 1T00:00 confirm 5, 7T09:00 miss 1, 9T12:00 complete 5", 7,
			figures{Confirmed: 2, Completed: 1, NoShows: 1, Kept: 0.5}},
		{"made up", "the later visit stands for the missed one", "1T00:00 accept 1, 1T00:00 confirm 1, 1T00:00 accept 5, 1T00:00 confirm 5, 7T09:00 miss 1, 9T12:00 complete 5, 9T12:00 makeup 1 by 5", 7,
			figures{Confirmed: 2, Completed: 1, NoShows: 1, MadeUp: 1, Kept: 1}},
		{"excused and made up", "there is no fault any more", "1T00:00 accept 1, 1T00:00 confirm 1, 1T00:00 accept 5, 1T00:00 confirm 5, 7T09:00 miss 1, 7T10:00 calloff 1, 9T12:00 complete 5, 9T12:00 makeup 1 by 5", 7,
			figures{Confirmed: 2, Completed: 1, Kept: 1}},
		{"made up for the weather", "there is no fault to make up", "1T00:00 accept 5, 1T00:00 confirm 5, 1T00:00 calloff 1, 9T12:00 complete 5, 9T12:00 makeup 1 by 5", 7,
			figures{Confirmed: 1, Completed: 1, Kept: 1}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := published(t)
			for text := range strings.SplitSeq(tt.steps, ", ") {
				if text != "" {
					apply(t, r, stepOf(t, text))
				}
			}
			tt.want.School = "s1"
			if diff := cmp.Diff([]figures{tt.want, {School: "s2"}}, r.Reliability(tt.days)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tt.reason, diff)
			}
		})
	}
	if got := new(matching.Register).Reliability(7); len(got) != 0 {
		t.Errorf("an empty register has figures %v", got)
	}
}

// stepOf reads a step such as "7T09:00 makeup 1 by 5".
func stepOf(t *testing.T, text string) matching.Step {
	t.Helper()
	fields := strings.Fields(text)
	s := matching.Step{Booking: bookingOf(fields[2])}
	if len(fields) > 3 {
		s.By = bookingOf(fields[4])
	}
	if err := s.At.UnmarshalText([]byte("2026-09-0" + fields[0])); err != nil {
		t.Fatal(err)
	}
	if err := s.Event.UnmarshalText([]byte(fields[1])); err != nil {
		t.Fatal(err)
	}
	return s
}

func bookingOf(digit string) matching.BookingID { return matching.BookingID(digit[0] - '0') }

// TestMakeUpRefused: not every visit makes up for another.
func TestMakeUpRefused(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		missed string
		by     string
	}{
		{"itself", "it did not take place", "2", "2"},
		{"not completed", "only what took place makes up for anything", "2", "6"},
		{"another school's", "a school makes up for its own", "3", "5"},
		{"earlier", "it was to take place in any case", "5", "1"},
		{"counts already", "one visit stands for one", "6", "5"},
		{"not known", "there are six", "2", "9"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := published(t)
			for _, text := range []string{
				"1T00:00 accept 1", "1T00:00 confirm 1", "1T00:00 accept 5", "1T00:00 confirm 5", "1T00:00 calloff 2", "1T00:00 calloff 3",
				"7T12:00 complete 1",
			} {
				apply(t, r, stepOf(t, text))
			}
			switch tt.name {
			case "earlier":
				apply(t, r, stepOf(t, "8T00:00 calloff 5"))
			case "counts already":
				for _, text := range []string{"8T00:00 calloff 6", "9T12:00 complete 5", "9T12:00 makeup 2 by 5"} {
					apply(t, r, stepOf(t, text))
				}
			}
			s := stepOf(t, "9T13:00 makeup "+tt.missed+" by "+tt.by)
			if err := r.Apply(s); err == nil || !strings.Contains(err.Error(), "is no later visit of the same school") {
				t.Errorf("error %v: %s", err, tt.reason)
			}
		})
	}
}

// TestLegalBookings: a booking says itself what may happen to it.
func TestLegalBookings(t *testing.T) {
	b, _ := published(t).Booking(1)
	want := map[capacity.Moment][]matching.Event{
		deadline - 1: {matching.EventAccept, matching.EventDecline, matching.EventCallOff},
		deadline:     {matching.EventLapse, matching.EventCallOff},
	}
	for at, events := range want {
		if diff := cmp.Diff(events, b.Legal(at)); diff != "" {
			t.Errorf("legal at %v (-want +got):\n%s", at, diff)
		}
	}
}
