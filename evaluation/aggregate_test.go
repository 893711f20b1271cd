package evaluation_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/evaluation"
)

// oneForm asks one thing, on a scale of 0 to 10.
func oneForm() evaluation.Form {
	return evaluation.Form{
		ID: "one", Highest: 10,
		Roles: []evaluation.FormRole{
			{Role: evaluation.Self, Weight: 3}, {Role: evaluation.Teacher, Weight: 1}, {Role: evaluation.External, Weight: 2, Open: true},
		},
		Dimensions: []evaluation.Dimension{{ID: "d", Weight: 1}},
	}
}

// parse reads ratings such as "p1@g1=7", with a role and a day where they
// differ: "teacher:t1@g1=7/2". Raters of a group rate in it.
func parse(t *testing.T, text string) []evaluation.Rating {
	t.Helper()
	var all []evaluation.Rating
	for word := range strings.FieldsSeq(text) {
		r := evaluation.Rating{Form: "one", Role: evaluation.Self, Center: "c", Date: day(1), Answers: []evaluation.Answer{{Dimension: "d"}}}
		if role, rest, ok := strings.Cut(word, ":"); ok {
			if err := r.Role.UnmarshalText([]byte(role)); err != nil {
				t.Fatal(err)
			}
			word = rest
		}
		if rest, n, ok := strings.Cut(word, "/"); ok {
			var at int
			if _, err := fmt.Sscan(n, &at); err != nil {
				t.Fatal(err)
			}
			word, r.Date = rest, day(at)
		}
		who, mark, _ := strings.Cut(word, "=")
		rater, center, _ := strings.Cut(who, "@")
		r.Rater, r.Center = evaluation.RaterID(rater), capacity.CenterID(center)
		if _, err := fmt.Sscan(mark, &r.Answers[0].Mark); err != nil {
			t.Fatalf("%s: %v", word, err)
		}
		all = append(all, r)
	}
	return all
}

func oneSpec(t *testing.T, ratings string) evaluation.Spec {
	t.Helper()
	return evaluation.Spec{Forms: []evaluation.Form{oneForm()}, Ratings: parse(t, ratings)}
}

// brief writes a report of one dimension as "whole c1 c2", each the figure and
// in brackets its roles.
func brief(r *evaluation.Report) string {
	var words []string
	for _, c := range r.Cells {
		name := "whole"
		if c.Depth > 0 {
			name = string(c.Center)
		}
		var roles []string
		for _, x := range c.Dimensions[0].Roles {
			if x.Figure.Shown {
				roles = append(roles, fmt.Sprintf("%v %d of %d/%d", x.Role, x.Figure.Mean, x.Figure.Raters, x.Answers))
			}
		}
		words = append(words, fmt.Sprintf("%s %s [%s]", name, number(c.Overall), strings.Join(roles, ", ")))
	}
	return strings.Join(words, "; ")
}

func number(f evaluation.Figure) string {
	if !f.Shown {
		return "-"
	}
	return fmt.Sprintf("%d of %d", f.Mean, f.Raters)
}

func TestAggregate(t *testing.T) {
	five := "p1@c1=8 p2@c1=6 p3@c1=7 p4@c1=10 p5@c1=3 " // 34 / 50
	tests := []struct {
		name    string
		reason  string
		ratings string
		minimum int
		to      int // last day that is asked about
		want    string
	}{{
		name:   "nothing",
		reason: "the whole is there, with nothing to show",
		want:   "whole - []",
	}, {
		name:    "five",
		reason:  "(8+6+7+10+3)/5 = 6.8 of 10; just enough raters",
		ratings: five,
		want:    "whole 680 of 5 [self 680 of 5/5]; c1 680 of 5 [self 680 of 5/5]",
	}, {
		name:    "four",
		reason:  "one rater fewer, and nothing is said",
		ratings: "p1@c1=8 p2@c1=6 p3@c1=7 p4@c1=10",
		want:    "whole - []; c1 - []",
	}, {
		name:    "larger minimum",
		reason:  "the caller may ask for more",
		ratings: five,
		minimum: 6,
		want:    "whole - []; c1 - []",
	}, {
		name:    "rounded",
		reason:  "(5×8 + 3×1)/8 = 5.375 of 10: 537.5 thousandths, halves up",
		ratings: "a@c=8 b@c=8 c@c=8 d@c=8 e@c=8 f@c=1 g@c=1 h@c=1",
		want:    "whole 538 of 8 [self 538 of 8/8]; c 538 of 8 [self 538 of 8/8]",
	}, {
		name:    "ratings are not raters",
		reason:  "six ratings, and four people behind them",
		ratings: "p1@c1=8 p2@c1=6 p3@c1=7 p4@c1=10 p1@c2=8 p2@c2=9",
		want:    "whole - []; c1 - []; c2 - []",
	}, {
		name:    "one rater with most of the marks",
		reason:  "5 of 9 marks are of p1, whom the mean would give away; nothing beneath is shown either",
		ratings: "p1@c1=1 p1@c2=1 p1@c3=1 p1@c4=1 p1@c5=1 p2@c1=9 p3@c1=9 p4@c1=9 p5@c1=9",
		want:    "whole - []; c1 - []; c2 - []; c3 - []; c4 - []; c5 - []",
	}, {
		name:    "one rater with half of the marks",
		reason:  "4 of 8, and the mean (4×1+4×9)/8 is half theirs",
		ratings: "p1@c1=1 p1@c2=1 p1@c3=1 p1@c4=1 p2@c1=9 p3@c1=9 p4@c1=9 p5@c2=9",
		want:    "whole 500 of 5 [self 500 of 5/8]; c1 - []; c2 - []; c3 - []; c4 - []",
	}, {
		name:    "hidden with another",
		reason:  "c2 alone would follow from the whole and c1; c3 has fewer raters than c1",
		ratings: five + "f@c1=5 g@c2=0 h@c3=10 i@c3=10 j@c3=10 k@c3=10 l@c3=10",
		want:    "whole 742 of 12 [self 742 of 12/12]; c1 650 of 6 [self 650 of 6/6]; c2 - []; c3 - []",
	}, {
		name:    "hidden among themselves",
		reason:  "c2 and c3 are five raters together, and nothing else needs to be hidden",
		ratings: five + "g@c2=0 h@c2=2 i@c3=10 j@c3=10 k@c3=10",
		want:    "whole 660 of 10 [self 660 of 10/10]; c1 680 of 5 [self 680 of 5/5]; c2 - []; c3 - []",
	}, {
		name:    "hidden together, and still too few raters",
		reason:  "c2 and c3 are the same four people, so that c1 goes too",
		ratings: five + "g@c2=0 h@c2=2 i@c2=1 j@c2=1 g@c3=1 h@c3=1 i@c3=1 j@c3=1",
		want:    "whole 323 of 9 [self 323 of 9/13]; c1 - []; c2 - []; c3 - []",
	}, {
		name:    "too few teachers",
		reason:  "they do not count, and pupils have their weight",
		ratings: five + "teacher:t1@c1=0 teacher:t2@c1=0 teacher:t3@c1=0 teacher:t4@c1=0",
		want:    "whole 680 of 5 [self 680 of 5/5]; c1 680 of 5 [self 680 of 5/5]",
	}, {
		name:    "teachers",
		reason:  "(3×680 + 1×200)/4 = 560",
		ratings: five + "teacher:p1@c1=2 teacher:p2@c1=2 teacher:p3@c1=2 teacher:p4@c1=2 teacher:p5@c1=2",
		want:    "whole 560 of 10 [self 680 of 5/5, teacher 200 of 5/5]; c1 560 of 10 [self 680 of 5/5, teacher 200 of 5/5]",
	}, {
		name:    "in the open",
		reason:  "(3×680 + 2×900)/5 = 768; a third party stands to its word",
		ratings: five + "external:x@c1=9",
		want:    "whole 768 of 6 [self 680 of 5/5, external 900 of 1/1]; c1 768 of 6 [self 680 of 5/5, external 900 of 1/1]",
	}, {
		name:    "thought better of it",
		reason:  "p5 gave 3 and then 8: (8+6+7+10+8)/5",
		ratings: five + "p5@c1=8/2",
		want:    "whole 780 of 5 [self 780 of 5/5]; c1 780 of 5 [self 780 of 5/5]",
	}, {
		name:    "thought better of it later",
		reason:  "what was given after the span is not looked at",
		ratings: five + "p5@c1=8/3",
		to:      2,
		want:    "whole 680 of 5 [self 680 of 5/5]; c1 680 of 5 [self 680 of 5/5]",
	}}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			q := evaluation.Question{Form: "one", By: []evaluation.Axis{evaluation.ByCenter}, Minimum: tt.minimum}
			if tt.to > 0 {
				q.Span.To = day(tt.to)
			}
			got := brief(aggregate(t, oneSpec(t, tt.ratings), q))
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tt.reason, diff)
			}
		})
	}
}

// TestAggregateNested: nothing is shown beneath what is hidden, and a part that
// says nothing on an axis is a part.
func TestAggregateNested(t *testing.T) {
	var ratings []evaluation.Rating
	add := func(n int, center capacity.CenterID, group evaluation.GroupID) {
		for range n {
			ratings = append(ratings, evaluation.Rating{
				Form: "one", Date: day(1), Role: evaluation.Self, Center: center, Course: "k", Group: group,
				Rater: evaluation.RaterID(fmt.Sprint("p", len(ratings))), Answers: []evaluation.Answer{{Dimension: "d", Mark: 5}},
			})
		}
	}
	add(6, "c1", "g1")
	add(5, "c1", "")
	add(5, "c2", "g1")
	add(4, "c3", "g1")
	report := aggregate(t, evaluation.Spec{Forms: []evaluation.Form{oneForm()}, Groups: []evaluation.Group{{ID: "g1"}}, Ratings: ratings},
		evaluation.Question{Form: "one", By: []evaluation.Axis{evaluation.ByCenter, evaluation.ByGroup}})
	var got []string
	for _, c := range report.Cells {
		got = append(got, fmt.Sprintf("%d %s/%s %s", c.Depth, c.Center, c.Group, number(c.Overall)))
	}
	want := []string{
		"0 / 500 of 20",
		"1 c1/ 500 of 11",
		"2 c1/ 500 of 5",
		"2 c1/g1 500 of 6",
		"1 c2/ -", // hidden with c3
		"2 c2/g1 -",
		"1 c3/ -",
		"2 c3/g1 -",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("cells (-want +got):\n%s", diff)
	}
}

func TestAggregateRefuses(t *testing.T) {
	s := survey(t, oneSpec(t, ""))
	tests := []struct {
		name   string
		reason string
		q      evaluation.Question
		want   string
	}{{
		name:   "another form",
		reason: "figures are of one form",
		q:      evaluation.Question{Form: "ones"},
		want:   `/form: "ones" is no known form; did you mean "one"?`,
	}, {
		name:   "axis twice",
		reason: "the second cuts nothing",
		q:      evaluation.Question{Form: "one", By: []evaluation.Axis{evaluation.ByGroup, evaluation.ByGroup}},
		want:   `/by/1: "group" repeats /by/0; remove one of the two`,
	}, {
		name:   "no axis",
		reason: "leaving it out is how not to cut",
		q:      evaluation.Question{Form: "one", By: []evaluation.Axis{0}},
		want:   `/by/0: is not set; use center, course, cohort, group`,
	}, {
		name:   "minimum of four",
		reason: "no caller can go below the least",
		q:      evaluation.Question{Form: "one", Minimum: 4},
		want:   `/minimum: "4" is fewer than 5 raters; raise it, or leave it out`,
	}, {
		name:   "backward",
		reason: "no date lies in it",
		q:      evaluation.Question{Form: "one", Span: capacity.DateSpan{From: day(2), To: day(1)}},
		want:   `/span: "2026-10-02/2026-10-01" ends before it starts; write the earlier date first`,
	}}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, err := s.Aggregate(tt.q)
			if err == nil || r != nil {
				t.Fatalf("not refused: %s", tt.reason)
			}
			if diff := cmp.Diff(tt.want, err.Error()); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tt.reason, diff)
			}
		})
	}
}
