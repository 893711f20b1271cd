package evaluation_test

import (
	"encoding"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/evaluation"
)

// soundSpec has something of everything.
func soundSpec() evaluation.Spec {
	f := worldForm()
	return evaluation.Spec{
		Forms:  []evaluation.Form{f},
		Groups: []evaluation.Group{{ID: "g1", Name: "一年级"}},
		Ratings: []evaluation.Rating{{
			Form: "f", Date: day(1), Rater: "p1", Role: evaluation.Self, Center: "c1", Course: "k1", Cohort: "5-1", Group: "g1",
			Answers: []evaluation.Answer{{Dimension: "a", Mark: 3}, {Dimension: "b", Mark: -1}},
		}, {
			Form: "f", Date: day(1), Rater: "p1", Role: evaluation.Teacher, Center: "c1", Course: "k1",
			Answers: []evaluation.Answer{{Dimension: "a", Mark: 0}},
		}},
		Indicators: []evaluation.Indicator{{ID: "late", Zero: 10}, {ID: "use", Full: 1000}},
		Schemes: []evaluation.Scheme{{
			From: day(1), Weights: []evaluation.IndicatorWeight{{Indicator: "late", Weight: 1}, {Indicator: "use", Weight: 2}},
			Classes: []evaluation.Class{{Name: "A", Least: 900}, {Name: "B", Least: 0}},
		}},
	}
}

func TestNewSurvey(t *testing.T) {
	type spec = evaluation.Spec
	tests := []struct {
		name   string
		reason string
		spoil  func(*spec)
		want   string // the findings, a line each
	}{{
		name:   "sound",
		reason: "what the others spoil",
		spoil:  func(*spec) {},
	}, {
		name:   "nothing",
		reason: "an empty survey is one",
		spoil:  func(s *spec) { *s = spec{} },
	}, {
		name:   "form twice",
		reason: "ratings would not say which they are on",
		spoil:  func(s *spec) { s.Forms = append(s.Forms, s.Forms[0]) },
		want:   `/forms/1/id: "f" is already the id of /forms/0; give each form an id of its own`,
	}, {
		name:   "scale of one mark",
		reason: "no answer would say anything",
		spoil:  func(s *spec) { s.Forms[0].Lowest, s.Ratings = 3, nil },
		want:   `/forms/0/highest: "3" is not above lowest, 3; a scale has at least two marks`,
	}, {
		name:   "scale beyond the limit",
		reason: "a number that is mistyped",
		spoil:  func(s *spec) { s.Forms[0].Highest = 1001 },
		want:   `/forms/0/highest: "1001" is out of range; use -1000 to 1000`,
	}, {
		name:   "no role that counts",
		reason: "there would be no figure",
		spoil: func(s *spec) {
			s.Forms[0].Roles, s.Forms[0].Dimensions[1].Roles, s.Ratings = []evaluation.FormRole{{Role: evaluation.Self}}, nil, nil
		},
		want: `/forms/0/roles: have no role that counts; give one a weight above 0`,
	}, {
		name:   "role twice",
		reason: "which weight it has is not said",
		spoil:  func(s *spec) { s.Forms[0].Roles[2].Role = evaluation.Self },
		want:   `/forms/0/roles/2: "self" repeats /forms/0/roles/0; remove one of the two`,
	}, {
		name:   "role unset",
		reason: "zero is no role",
		spoil:  func(s *spec) { s.Forms[0].Roles[2].Role = 0 },
		want:   `/forms/0/roles/2/role: is not set; use self, peer, teacher, instructor, parent, external`,
	}, {
		name:   "pupils in the open",
		reason: "their names are protected",
		spoil:  func(s *spec) { s.Forms[0].Roles[0].Open = true },
		want:   `/forms/0/roles/0/open: "self" does not answer in the open; leave open out; it is for external alone`,
	}, {
		name:   "negative weights",
		reason: "what is worse would raise a figure",
		spoil:  func(s *spec) { s.Forms[0].Roles[1].Weight, s.Forms[0].Dimensions[1].Weight = -1, 1_000_001 },
		want: "/forms/0/roles/1/weight: \"-1\" is out of range; use 0 to 1000000\n" +
			"/forms/0/dimensions/1/weight: \"1000001\" is out of range; use 0 to 1000000",
	}, {
		name:   "no dimension that counts",
		reason: "there would be no overall figure",
		spoil:  func(s *spec) { s.Forms[0].Dimensions[0].Weight, s.Forms[0].Dimensions[1].Weight = 0, 0 },
		want:   `/forms/0/dimensions: have no dimension that counts; give one a weight above 0`,
	}, {
		name:   "dimension of a role that does not rate",
		reason: "nobody would answer",
		spoil:  func(s *spec) { s.Forms[0].Dimensions[0].Roles = []evaluation.Role{1, 3, evaluation.Peer} },
		want:   `/forms/0/dimensions/0/roles/2: "peer" does not rate on this form; add it to the form's roles or remove it here`,
	}, {
		name:   "too many dimensions",
		reason: "nobody fills in such a form",
		spoil: func(s *spec) {
			for i := range 98 {
				s.Forms[0].Dimensions = append(s.Forms[0].Dimensions, evaluation.Dimension{ID: evaluation.DimensionID(strings.Repeat("x", i+1))})
			}
		},
		want: `/forms/0/dimensions: "101" is more than 100 dimensions; split the form`,
	}, {
		name:   "group twice",
		reason: "its name would not be said",
		spoil:  func(s *spec) { s.Groups = append(s.Groups, s.Groups[0]) },
		want:   `/groups/1/id: "g1" is already the id of /groups/0; give each group an id of its own`,
	}, {
		name:   "rating of nothing",
		reason: "a cohort alone does not say where it was",
		spoil:  func(s *spec) { s.Ratings[0].Center, s.Ratings[0].Course = "", "" },
		want:   `/ratings/0: says not what is rated; name the center or the course`,
	}, {
		name:   "unknown form",
		reason: "marks mean nothing without it, and are not judged",
		spoil:  func(s *spec) { s.Ratings[0].Form = "g" },
		want:   `/ratings/0/form: "g" is no known form; add that form or correct the id`,
	}, {
		name:   "role that does not rate",
		reason: "it has no weight",
		spoil:  func(s *spec) { s.Ratings[1].Role = evaluation.Peer },
		want:   `/ratings/1/role: "peer" does not rate on the form f; add it to the form's roles or correct it`,
	}, {
		name:   "no rater, date or answer",
		reason: "everything at once",
		spoil: func(s *spec) {
			s.Ratings[1].Rater, s.Ratings[1].Date, s.Ratings[1].Answers = "", 0, nil
		},
		want: "/ratings/1/date: is not set or not within 1971 to 9999; write it as 2026-09-07\n" +
			"/ratings/1/rater: is empty; give it an id of 1 to 128 bytes\n" +
			"/ratings/1/answers: are empty; state at least one, or leave the rating out",
	}, {
		name:   "malformed ids",
		reason: "they are cells of a table",
		spoil: func(s *spec) {
			s.Ratings[0].Center, s.Ratings[0].Course, s.Ratings[0].Cohort, s.Ratings[0].Group = "\n", "\t", "\x01", "g"
		},
		want: `/ratings/0/center: "\n" has the control character U+000A; remove it` + "\n" +
			`/ratings/0/course: "\t" has the control character U+0009; remove it` + "\n" +
			`/ratings/0/cohort: "\x01" has the control character U+0001; remove it` + "\n" +
			`/ratings/0/group: "g" is no known group; add that group or correct the id`,
	}, {
		name:   "answers that the form does not ask",
		reason: "one dimension is unknown, one not the teacher's, one answered twice",
		spoil: func(s *spec) {
			s.Ratings[1].Answers = []evaluation.Answer{{Dimension: "d"}, {Dimension: "b"}, {Dimension: "a", Mark: 4}, {Dimension: "a", Mark: -2}}
		},
		want: `/ratings/1/answers/0/dimension: "d" is no known dimension; add that dimension or correct the id` + "\n" +
			`/ratings/1/answers/1/dimension: "b" is not rated by teacher; leave the answer out, or add the role to the dimension` + "\n" +
			`/ratings/1/answers/2/mark: "4" is out of range; use -1 to 3` + "\n" +
			`/ratings/1/answers/3/mark: "-2" is out of range; use -1 to 3` + "\n" +
			`/ratings/1/answers/3: "a" repeats /ratings/1/answers/2; remove one of the two`,
	}, {
		name:   "rated twice on a date",
		reason: "which of the two is the later is not known, whatever the group and the marks",
		spoil: func(s *spec) {
			again := s.Ratings[0]
			again.Group, again.Answers = "", []evaluation.Answer{{Dimension: "a"}}
			s.Ratings = append(s.Ratings, again)
		},
		want: `/ratings/2: "p1" rates what it rates in /ratings/0 on the same date; keep the one that counts`,
	}, {
		name:   "each rated twice on a date",
		reason: "every rating is compared with those like it",
		spoil: func(s *spec) {
			s.Ratings = append(s.Ratings, s.Ratings[1], s.Ratings[0], s.Ratings[1])
		},
		want: `/ratings/2: "p1" rates what it rates in /ratings/1 on the same date; keep the one that counts` + "\n" +
			`/ratings/3: "p1" rates what it rates in /ratings/0 on the same date; keep the one that counts` + "\n" +
			`/ratings/4: "p1" rates what it rates in /ratings/1 on the same date; keep the one that counts`,
	}, {
		name:   "rated again the next day",
		reason: "the later one counts",
		spoil: func(s *spec) {
			again := s.Ratings[0]
			again.Date++
			s.Ratings = append(s.Ratings, again)
		},
	}, {
		name:   "indicator of one value",
		reason: "nothing would lie between",
		spoil:  func(s *spec) { s.Indicators[0].Zero = 0 },
		want:   `/indicators/0/full: "0" is zero's value too; name two different values`,
	}, {
		name:   "indicator beyond the limit",
		reason: "differences must fit",
		spoil:  func(s *spec) { s.Indicators[0].Zero, s.Indicators[0].Full = -1e12-1, 1e12+1 },
		want: `/indicators/0/zero: "-1000000000001" is out of range; use -1000000000000 to 1000000000000` + "\n" +
			`/indicators/0/full: "1000000000001" is out of range; use -1000000000000 to 1000000000000`,
	}, {
		name:   "two schemes from one date",
		reason: "which is in force is not said",
		spoil:  func(s *spec) { s.Schemes = append(s.Schemes, s.Schemes[0]) },
		want:   `/schemes/1/from: "2026-10-01" is when /schemes/0 begins; keep one of the two`,
	}, {
		name:   "empty scheme",
		reason: "nothing would count, from no date",
		spoil:  func(s *spec) { s.Schemes[0] = evaluation.Scheme{} },
		want: "/schemes/0/from: is not set or not within 1971 to 9999; write it as 2026-09-01\n" +
			"/schemes/0/weights: are empty; name at least one indicator",
	}, {
		name:   "weights of a scheme",
		reason: "an unknown one, one of nothing, one twice",
		spoil: func(s *spec) {
			s.Schemes[0].Weights = []evaluation.IndicatorWeight{{Indicator: "used", Weight: 1}, {Indicator: "late"}, {Indicator: "late", Weight: 1}}
		},
		want: `/schemes/0/weights/0/indicator: "used" is no known indicator; did you mean "use"?` + "\n" +
			`/schemes/0/weights/1/weight: "0" is out of range; use 1 to 1000000` + "\n" +
			`/schemes/0/weights/2: "late" repeats /schemes/0/weights/1; remove one of the two`,
	}, {
		name:   "classes",
		reason: "they descend, each with a name of its own",
		spoil: func(s *spec) {
			s.Schemes[0].Classes = []evaluation.Class{{Name: "A", Least: 500}, {Name: "", Least: 500}, {Name: "A", Least: -1}}
		},
		want: "/schemes/0/classes/1/name: is empty; name the class\n" +
			`/schemes/0/classes/1/least: "500" is not below the class before; put the best class first` + "\n" +
			`/schemes/0/classes/2/least: "-1" is out of range; use 0 to 1000` + "\n" +
			`/schemes/0/classes/2: "A" repeats /schemes/0/classes/0; remove one of the two`,
	}}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := soundSpec()
			tt.spoil(&s)
			got := ""
			if _, err := evaluation.NewSurvey(s); err != nil {
				lines := strings.Split(err.Error(), "\n  ")
				got = strings.Join(lines[min(1, len(lines)-1):], "\n")
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tt.reason, diff)
			}
		})
	}
}

// TestSurveyIsACopy: neither what was passed in nor what is handed out is the
// survey's own.
func TestSurveyIsACopy(t *testing.T) {
	given := soundSpec()
	s := survey(t, given)
	spoil := func(x *evaluation.Spec) {
		x.Forms[0].Roles[0].Weight = 99
		x.Forms[0].Dimensions[1].Roles[0] = evaluation.Parent
		x.Groups[0].Name = "x"
		x.Ratings[0].Answers[0].Mark = 0
		x.Indicators[0].Zero = 99
		x.Schemes[0].Weights[0].Weight = 99
		x.Schemes[0].Classes[0].Least = 99
	}
	spoil(&given)
	out := s.Spec()
	spoil(&out)
	if diff := cmp.Diff(soundSpec(), s.Spec()); diff != "" {
		t.Errorf("the survey changed (-want +got):\n%s", diff)
	}
}

// TestSpecSorted: a survey has its lists in one order.
func TestSpecSorted(t *testing.T) {
	s := soundSpec()
	s.Forms = append([]evaluation.Form{{ID: "z", Highest: 1, Roles: s.Forms[0].Roles, Dimensions: s.Forms[0].Dimensions}}, s.Forms...)
	s.Groups = append(s.Groups, evaluation.Group{ID: "a"})
	s.Ratings[0], s.Ratings[1] = s.Ratings[1], s.Ratings[0]
	s.Indicators[0], s.Indicators[1] = s.Indicators[1], s.Indicators[0]
	s.Schemes = append(s.Schemes, evaluation.Scheme{From: capacity.Date(1000), Weights: s.Schemes[0].Weights})
	got := survey(t, s).Spec()
	if got.Forms[0].ID != "f" || got.Groups[0].ID != "a" || got.Ratings[0].Role != evaluation.Self || got.Indicators[0].ID != "late" || got.Schemes[0].From != 1000 {
		t.Errorf("not sorted: %+v", got)
	}
}

// TestTexts: every value of the closed sets reads what it writes, and the unset
// zero has no text.
func TestTexts(t *testing.T) {
	check := func(n int, value func(i int) (encoding.TextMarshaler, encoding.TextUnmarshaler)) {
		for i := range n {
			v, into := value(i)
			text, err := v.MarshalText()
			if (err == nil) != (i > 0 && i < n-1) {
				t.Errorf("%T %d writes %q, %v", v, i, text, err)
			}
			if err == nil {
				if err := into.UnmarshalText(text); err != nil {
					t.Errorf("%T %d: %q does not read: %v", v, i, text, err)
				}
			}
		}
	}
	check(8, func(i int) (encoding.TextMarshaler, encoding.TextUnmarshaler) {
		return evaluation.Role(i), new(evaluation.Role)
	})
	check(6, func(i int) (encoding.TextMarshaler, encoding.TextUnmarshaler) {
		return evaluation.Axis(i), new(evaluation.Axis)
	})
	check(5, func(i int) (encoding.TextMarshaler, encoding.TextUnmarshaler) {
		return evaluation.Trend(i), new(evaluation.Trend)
	})
}

func TestPermille(t *testing.T) {
	for p, want := range map[evaluation.Permille]string{0: "0.0%", 7: "0.7%", 813: "81.3%", 1000: "100.0%", -5: "-0.5%", -120: "-12.0%"} {
		if got := p.String(); got != want {
			t.Errorf("%d is %s, want %s", int(p), got, want)
		}
	}
}
