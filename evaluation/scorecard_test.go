package evaluation_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/evaluation"
)

// scoreSpec has an indicator of which more is better, one of which less is,
// and one that a center may lack.
func scoreSpec() evaluation.Spec {
	return evaluation.Spec{
		Indicators: []evaluation.Indicator{{ID: "use", Zero: 100, Full: 300}, {ID: "late", Zero: 8}, {ID: "liked", Full: 1000, Optional: true}},
		Schemes: []evaluation.Scheme{{
			From: day(1), Weights: []evaluation.IndicatorWeight{{Indicator: "late", Weight: 1}},
		}, {
			From: day(10),
			Weights: []evaluation.IndicatorWeight{
				{Indicator: "use", Weight: 3}, {Indicator: "late", Weight: 1}, {Indicator: "liked", Weight: 4},
			},
			Classes: []evaluation.Class{{Name: "A", Least: 800}, {Name: "B", Least: 500}},
		}},
	}
}

// values reads "c1 use 300 late 2; c2 use 100".
func values(t fatal, text string) []evaluation.Value {
	t.Helper()
	var all []evaluation.Value
	for part := range strings.SplitSeq(text, ";") {
		words := strings.Fields(part)
		for i := 1; i+1 < len(words); i += 2 {
			v := evaluation.Value{Center: capacity.CenterID(words[0]), Indicator: evaluation.IndicatorID(words[i])}
			if _, err := fmt.Sscan(words[i+1], &v.Value); err != nil {
				t.Fatal(err)
			}
			all = append(all, v)
		}
	}
	return all
}

// briefRanking writes "1 c1 900 A (use -25)" for each center.
func briefRanking(r *evaluation.Ranking) string {
	var cards []string
	for _, c := range r.Scorecards {
		text := fmt.Sprintf("%d %s %d %s", c.Rank, c.Center, c.Score, c.Class)
		for _, line := range c.Lines {
			text += fmt.Sprintf(" %s:%d-%d", line.Indicator, line.Points, line.Cost)
		}
		if len(c.Lacks) > 0 {
			text += fmt.Sprintf(" lacks %v", c.Lacks)
		}
		cards = append(cards, text)
	}
	return strings.Join(cards, "; ")
}

func TestScorecards(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		on     int
		values string
		want   string
	}{{
		name:   "no values",
		reason: "no center is known",
		on:     20,
		want:   "",
	}, {
		name:   "in proportion",
		reason: "200 lies half between 100 and 300, 2 three quarters of the way from 8 to 0: (3×500 + 1×750 + 4×900)/8 = 731.25",
		on:     20,
		values: "c1 use 200 late 2 liked 900",
		want:   "1 c1 731 B use:500-188 late:750-31 liked:900-50", // 187.5, 31.25, 50
	}, {
		name:   "beyond both ends",
		reason: "no more than full points, no less than none: (3×1000 + 0 + 4×1000)/8 = 875",
		on:     20,
		values: "c1 use 400 late 99 liked 1200",
		want:   "1 c1 875 A use:1000-0 late:0-125 liked:1000-0",
	}, {
		name:   "none",
		reason: "a score of nothing has a rank, and no class here",
		on:     20,
		values: "c1 use -5 late 8 liked 0",
		want:   "1 c1 0  use:0-375 late:0-125 liked:0-500",
	}, {
		name:   "may be missing",
		reason: "(3×500 + 1×750)/4 = 562.5: the others have the weight",
		on:     20,
		values: "c1 use 200 late 2",
		want:   "1 c1 563 B use:500-375 late:750-63 lacks [liked]",
	}, {
		name:   "must not be missing",
		reason: "c2 would be the best if what is bad could be left out",
		on:     20,
		values: "c2 late 0 liked 1000; c1 use 100 late 8 liked 0",
		want:   "1 c1 0  use:0-375 late:0-125 liked:0-500; 0 c2 0  late:1000-0 liked:1000-0 lacks [use]",
	}, {
		name:   "one may be missing and one must not",
		reason: "the one that may does not excuse the other",
		on:     20,
		values: "c1 late 0",
		want:   "0 c1 0  late:1000-0 lacks [use liked]",
	}, {
		name:   "ties",
		reason: "two share a rank and the next has the one after both",
		on:     5,
		values: "c4 late 4; c3 late 2; c2 late 2; c1 late 8; c5 use 100",
		want:   "1 c2 750  late:750-250; 1 c3 750  late:750-250; 3 c4 500  late:500-500; 4 c1 0  late:0-1000; 0 c5 0  lacks [late]",
	}, {
		name:   "the year before",
		reason: "until day 10 late counts alone",
		on:     9,
		values: "c1 use 100 late 0 liked 0",
		want:   "1 c1 1000  late:1000-0",
	}, {
		name:   "the first day",
		reason: "from day 10 on all three count",
		on:     10,
		values: "c1 use 100 late 0 liked 0",
		want:   "1 c1 125  use:0-375 late:1000-0 liked:0-500",
	}}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, err := survey(t, scoreSpec()).Scorecards(day(tt.on), values(t, tt.values))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, briefRanking(r)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tt.reason, diff)
			}
			want := day(10)
			if tt.on < 10 {
				want = day(1)
			}
			if r.Scheme != want {
				t.Errorf("by the scheme of %v, want %v", r.Scheme, want)
			}
		})
	}
}

// TestAllOptional: where every indicator may be missing, and is, there is no score.
func TestAllOptional(t *testing.T) {
	s := scoreSpec()
	for i := range s.Indicators {
		s.Indicators[i].Optional = true
	}
	r, err := survey(t, s).Scorecards(day(5), values(t, "c1 use 1"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff("0 c1 0  lacks [late]", briefRanking(r)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestScorecardsPermuted: the order of values means nothing, and a better value
// never lowers a score.
func TestScorecardsPermuted(t *testing.T) {
	s := survey(t, scoreSpec())
	rapid.Check(t, func(t *rapid.T) {
		var all []evaluation.Value
		for _, c := range []capacity.CenterID{"c1", "c2", "c3"} {
			for _, x := range []evaluation.IndicatorID{"use", "late", "liked"} {
				if rapid.IntRange(0, 9).Draw(t, "stated") > 0 {
					all = append(all, evaluation.Value{Center: c, Indicator: x, Value: rapid.Int64Range(-10, 400).Draw(t, "value")})
				}
			}
		}
		want, err := s.Scorecards(day(20), all)
		if err != nil {
			t.Fatal(err)
		}
		got, err := s.Scorecards(day(20), rapid.Permutation(all).Draw(t, "order"))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("permuted (-sorted +permuted):\n%s", diff)
		}
		for i, v := range all {
			better := slices.Clone(all)
			better[i].Value++
			if v.Indicator == "late" {
				better[i].Value -= 2
			}
			r, err := s.Scorecards(day(20), better)
			if err != nil {
				t.Fatal(err)
			}
			if before, after := scoreOf(want, v.Center), scoreOf(r, v.Center); after < before {
				t.Errorf("%s of %s is better, and the score falls from %d to %d", v.Indicator, v.Center, before, after)
			}
		}
	})
}

func scoreOf(r *evaluation.Ranking, c capacity.CenterID) evaluation.Permille {
	for _, card := range r.Scorecards {
		if card.Center == c {
			return card.Score
		}
	}
	return 0
}

func TestScorecardsRefuse(t *testing.T) {
	s := survey(t, scoreSpec())
	tests := []struct {
		name   string
		reason string
		on     capacity.Date
		values string
		want   string
	}{{
		name:   "before every scheme",
		reason: "nobody has said what counts",
		on:     day(1) - 1,
		want:   `/schemes: "2026-09-30" is before every scheme; add the one in force then, or name a later date`,
	}, {
		name:   "unknown indicator",
		reason: "a value must not be lost",
		on:     day(5),
		values: "c1 lat 5",
		want:   `/values/0/indicator: "lat" is no known indicator; did you mean "late"?`,
	}, {
		name:   "value twice",
		reason: "which one counts is not said",
		on:     day(5),
		values: "c1 late 5 use 4 late 6",
		want:   `/values/2: "c1" has a value of late already, /values/0; keep one of the two`,
	}, {
		name:   "value beyond the limit",
		reason: "differences must fit",
		on:     day(5),
		values: "c1 late 1000000000001",
		want:   `/values/0/value: "1000000000001" is out of range; use -1000000000000 to 1000000000000`,
	}}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, err := s.Scorecards(tt.on, values(t, tt.values))
			if err == nil || r != nil {
				t.Fatalf("not refused: %s", tt.reason)
			}
			if diff := cmp.Diff(tt.want, err.Error()); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tt.reason, diff)
			}
		})
	}
}

// TestValues: satisfaction becomes an indicator where it is shown and made of
// the same roles as that of the whole.
func TestValues(t *testing.T) {
	ratings := five(evaluation.Self, "c1", 8, 1) + five(evaluation.Teacher, "c1", 6, 1) + five(evaluation.Self, "c2", 9, 1) + "p9@c2=9"
	spec := oneSpec(t, ratings)
	for _, r := range spec.Ratings[:10] { // as in c1, and of no center
		r.Center, r.Course = "", "k1"
		spec.Ratings = append(spec.Ratings, r)
	}
	by := func(axes ...evaluation.Axis) *evaluation.Report {
		return aggregate(t, spec, evaluation.Question{Form: "one", By: axes})
	}
	if diff := cmp.Diff("whole 779 of 11 [self 838 of 6/16, teacher 600 of 5/10]; "+ // (10×8 + 6×9)/16 = 8.375; (3×838 + 600)/4 = 778.5, halves up
		" 750 of 10 [self 800 of 5/5, teacher 600 of 5/5]; c1 750 of 10 [self 800 of 5/5, teacher 600 of 5/5]; c2 900 of 6 [self 900 of 6/6]", brief(by(evaluation.ByCenter))); diff != "" {
		t.Fatalf("report (-want +got):\n%s", diff)
	}
	want := []evaluation.Value{{Center: "c1", Indicator: "liked", Value: 750}} // (3×800 + 1×600)/4
	if diff := cmp.Diff(want, by(evaluation.ByCenter).Values("liked")); diff != "" {
		t.Errorf("by center (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(want, by(evaluation.ByCenter, evaluation.ByGroup).Values("liked")); diff != "" {
		t.Errorf("by center and group (-want +got):\n%s", diff)
	}
	if got := by(evaluation.ByGroup, evaluation.ByCenter).Values("liked"); got != nil {
		t.Errorf("by group first: %v, want none", got)
	}
}
