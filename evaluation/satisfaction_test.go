package evaluation_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/evaluation"
)

// terms are three, of a day each.
func terms() []evaluation.Term {
	var all []evaluation.Term
	for i := range 3 {
		all = append(all, evaluation.Term{Name: fmt.Sprint("t", i+1), Span: capacity.DateSpan{From: day(i + 1), To: day(i + 1)}})
	}
	return all
}

// raters are five ratings of a center on a day, all with one mark.
func five(role evaluation.Role, center string, mark, on int) string {
	var words []string
	for i := range 5 {
		words = append(words, fmt.Sprintf("%v:p%d@%s=%d/%d", role, i, center, mark, on))
	}
	return strings.Join(words, " ") + " "
}

func TestSatisfaction(t *testing.T) {
	self, teacher := evaluation.Self, evaluation.Teacher
	tests := []struct {
		name    string
		reason  string
		ratings string
		steady  evaluation.Permille
		want    string // overall figures of the whole and of centers, by term
	}{{
		name:    "no ratings",
		reason:  "nothing is shown, and there is no trend",
		ratings: "",
		want:    "whole - - -",
	}, {
		name:    "up and down",
		reason:  "the first term has none before it",
		ratings: five(self, "c", 5, 1) + five(self, "c", 8, 2) + five(self, "c", 6, 3),
		want:    "whole 500 800 rising +300 600 falling -200; c 500 800 rising +300 600 falling -200",
	}, {
		name:    "threshold",
		reason:  "as much as steady is no trend, one thousandth more is",
		ratings: five(self, "c", 5, 1) + five(self, "c", 6, 2) + five(self, "c", 5, 3),
		steady:  100,
		want:    "whole 500 600 level +100 500 level -100; c 500 600 level +100 500 level -100",
	}, {
		name:    "beyond the threshold",
		reason:  "one thousandth below the change",
		ratings: five(self, "c", 5, 1) + five(self, "c", 6, 2) + five(self, "c", 5, 3),
		steady:  99,
		want:    "whole 500 600 rising +100 500 falling -100; c 500 600 rising +100 500 falling -100",
	}, {
		name:    "no change",
		reason:  "with no threshold, level is to be the same",
		ratings: five(self, "c", 5, 1) + five(self, "c", 5, 2),
		want:    "whole 500 500 level +0 -; c 500 500 level +0 -",
	}, {
		name:    "a term without enough",
		reason:  "what follows a gap is compared with nothing",
		ratings: five(self, "c", 5, 1) + "p1@c=9/2 " + five(self, "c", 6, 3),
		want:    "whole 500 - 600; c 500 - 600",
	}, {
		name:    "other roles",
		reason:  "(3×500 + 1×900)/4 = 600, and pupils say what they said",
		ratings: five(self, "c", 5, 1) + five(self, "c", 5, 2) + five(teacher, "c", 9, 2) + five(self, "c", 6, 3) + five(teacher, "c", 6, 3),
		want:    "whole 500 600 600 level +0; c 500 600 600 level +0",
	}, {
		name:    "a center that comes, and one that goes",
		reason:  "a term in which a part has no ratings has no figure",
		ratings: five(self, "b", 5, 1) + five(self, "c", 7, 2) + five(self, "c", 8, 3),
		want:    "whole 500 700 rising +200 800 rising +100; b 500 - -; c - 700 800 rising +100",
	}}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			all, err := survey(t, oneSpec(t, tt.ratings)).Satisfaction(evaluation.Comparison{
				Form: "one", Terms: terms(), By: []evaluation.Axis{evaluation.ByCenter}, Steady: tt.steady,
			})
			if err != nil {
				t.Fatal(err)
			}
			var rows []string
			for i, row := range all.Rows {
				if i%2 == 1 {
					if diff := cmp.Diff(all.Rows[i-1].Points, row.Points); diff != "" || row.Dimension != "d" {
						t.Errorf("the only dimension is not the overall figure (-overall +%s):\n%s", row.Dimension, diff)
					}
					continue
				}
				rows = append(rows, briefRow(row))
			}
			if diff := cmp.Diff(tt.want, strings.Join(rows, "; ")); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tt.reason, diff)
			}
		})
	}
}

func briefRow(row evaluation.Row) string {
	text := "whole"
	if row.Depth > 0 {
		text = string(row.Center)
	}
	for _, p := range row.Points {
		switch {
		case !p.Shown:
			text += " -"
		case p.Trend == 0:
			text += fmt.Sprintf(" %d", p.Mean)
		default:
			text += fmt.Sprintf(" %d %v %+d", p.Mean, p.Trend, p.Change)
		}
	}
	return text
}

// TestSatisfactionDimensions: each dimension has a trend of its own, and the
// overall figure none where a dimension is missing in one of the terms.
func TestSatisfactionDimensions(t *testing.T) {
	spec := worldSpec(nil)
	add := func(on, a, b int) {
		for i := range 5 { // parents and c do not count, and change nothing
			if on == 4 {
				spec.Ratings = append(spec.Ratings, evaluation.Rating{
					Form: "f", Date: day(on), Rater: evaluation.RaterID(fmt.Sprint(i)), Role: evaluation.Parent, Course: "k",
					Answers: []evaluation.Answer{{Dimension: "a"}},
				})
			}
			r := evaluation.Rating{
				Form: "f", Date: day(on), Rater: evaluation.RaterID(fmt.Sprint(i)), Role: evaluation.Self, Course: "k",
				Answers: []evaluation.Answer{{Dimension: "a", Mark: a}},
			}
			if b >= 0 {
				r.Answers = append(r.Answers, evaluation.Answer{Dimension: "b", Mark: b})
			}
			if on == 4 {
				r.Answers = append(r.Answers, evaluation.Answer{Dimension: "c", Mark: 3})
			}
			spec.Ratings = append(spec.Ratings, r)
		}
	}
	add(1, 1, 0)  // 500 and 250
	add(2, 2, -1) // 750 and not answered
	add(3, 3, 2)  // 1000 and 750
	add(4, 3, 1)  // 1000 and 500
	all, err := survey(t, spec).Satisfaction(evaluation.Comparison{Form: "f", Terms: append(terms(), evaluation.Term{Name: "t4", Span: capacity.DateSpan{From: day(4)}})})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, row := range all.Rows {
		got = append(got, string(row.Dimension)+strings.TrimPrefix(briefRow(row), "whole"))
	}
	want := []string{
		" 417 750 917 833 falling -84", // (2×500 + 250)/3, 750 alone, (2×1000 + 750)/3, (2×1000 + 500)/3
		"a 500 750 rising +250 1000 rising +250 1000 level +0",
		"b 250 - 750 500 falling -250",
		"c - - - 1000",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
}

func TestSatisfactionRefuses(t *testing.T) {
	s := survey(t, oneSpec(t, ""))
	span := func(from, to int) capacity.DateSpan { return capacity.DateSpan{From: day(from), To: day(to)} }
	sound := evaluation.Comparison{Form: "one", Terms: terms()}
	tests := []struct {
		name   string
		reason string
		spoil  func(*evaluation.Comparison)
		want   string
	}{{
		name:   "no terms",
		reason: "there is nothing to compare",
		spoil:  func(c *evaluation.Comparison) { c.Terms = nil },
		want:   "/terms: are empty; name the terms to compare",
	}, {
		name:   "terms that overlap",
		reason: "what two terms share would be subtracted",
		spoil:  func(c *evaluation.Comparison) { c.Terms[1].Span = span(1, 2) },
		want:   `/terms/1/span: "2026-10-01/2026-10-02" does not begin after the term before, 2026-10-01; put terms in the order of time, without overlaps`,
	}, {
		name:   "after a term without an end",
		reason: "nothing comes after it",
		spoil:  func(c *evaluation.Comparison) { c.Terms[1].Span.To = 0 },
		want:   `/terms/2/span: "2026-10-03" does not begin after the term before, 2026-10-02/; put terms in the order of time, without overlaps`,
	}, {
		name:   "a second term without a beginning",
		reason: "it covers the first",
		spoil:  func(c *evaluation.Comparison) { c.Terms[1].Span.From = 0 },
		want:   `/terms/1/span: "/2026-10-02" does not begin after the term before, 2026-10-01; put terms in the order of time, without overlaps`,
	}, {
		name:   "backward",
		reason: "no date lies in it",
		spoil:  func(c *evaluation.Comparison) { c.Terms[2].Span = span(9, 8) },
		want:   `/terms/2/span: "2026-10-09/2026-10-08" ends before it starts; write the earlier date first`,
	}, {
		name:   "threshold beyond the scale",
		reason: "no change is as large",
		spoil:  func(c *evaluation.Comparison) { c.Steady = 1001 },
		want:   `/steady: "1001" is out of range; use 0 to 1000`,
	}, {
		name:   "all at once",
		reason: "what each term asks is checked as well, once",
		spoil: func(c *evaluation.Comparison) {
			c.Form, c.Steady, c.Minimum = "two", -1, 1
		},
		want: "3 findings\n" +
			`  /steady: "-1" is out of range; use 0 to 1000` + "\n" +
			`  /form: "two" is no known form; add that form or correct the id` + "\n" +
			`  /minimum: "1" is fewer than 5 raters; raise it, or leave it out`,
	}}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := sound
			c.Terms = terms()
			tt.spoil(&c)
			all, err := s.Satisfaction(c)
			if err == nil || all != nil {
				t.Fatalf("not refused: %s", tt.reason)
			}
			if diff := cmp.Diff(tt.want, err.Error()); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tt.reason, diff)
			}
		})
	}
}
