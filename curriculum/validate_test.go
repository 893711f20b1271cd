package curriculum_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/finding"
)

// findings returns each finding of an error as a line.
func findings(err error) []string {
	var e *finding.Error
	if !errors.As(err, &e) {
		return nil
	}
	lines := make([]string, len(e.Findings))
	for i, f := range e.Findings {
		lines[i] = f.String()
	}
	return lines
}

func TestSampleIsValid(t *testing.T) {
	mustCatalog(t, sampleSpec())
	mustCatalog(t, curriculum.Spec{})
}

type damage struct {
	name   string
	reason string
	do     func(*curriculum.Spec)
	want   []string
}

// testDamage checks that a damage to the sample has exactly the findings it names.
func testDamage(t *testing.T, tests []damage) {
	t.Helper()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			spec := sampleSpec()
			tt.do(&spec)
			c, err := curriculum.NewCatalog(spec)
			if (c == nil) != (err != nil) {
				t.Errorf("NewCatalog = %v, %v; want either a catalog or an error", c, err)
			}
			if diff := cmp.Diff(tt.want, findings(err)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tt.reason, diff)
			}
		})
	}
}

func TestFrameworkFindings(t *testing.T) {
	testDamage(t, []damage{{
		name:   "upper primary out of primary school",
		reason: "小学高年段 begins in primary school",
		do:     func(s *curriculum.Spec) { s.Framework = curriculum.Framework{UpperPrimary: 7} },
		want:   []string{`/framework/upperPrimary: "7" is no grade of primary school; use 1 to 6, or leave it out for 5`},
	}, {
		name:   "upper primary is the last grade alone",
		reason: "grade 6 is of primary school",
		do:     func(s *curriculum.Spec) { s.Framework = curriculum.Framework{UpperPrimary: 6} },
	}, {
		name:   "upper primary beside tiers",
		reason: "a field that has no effect would mislead",
		do:     func(s *curriculum.Spec) { s.Framework.UpperPrimary = 4 },
		want:   []string{`/framework/upperPrimary: "4" has no effect beside tiers; leave one of the two out`},
	}, {
		name:   "tier without rule",
		reason: "either all three tiers are stated or none",
		do:     func(s *curriculum.Spec) { s.Framework.Tiers = s.Framework.Tiers[:1] },
		want: []string{
			`/framework/tiers: have no rule for practice; add it, or leave tiers out for the default rules`,
			`/framework/tiers: have no rule for exploration; add it, or leave tiers out for the default rules`,
		},
	}, {
		name:   "tier with two rules",
		reason: "it would depend on their order which one counts",
		do:     func(s *curriculum.Spec) { s.Framework.Tiers[1].Tier = curriculum.Experience },
		want: []string{
			`/framework/tiers/1/tier: "experience" has a rule already, /framework/tiers/0; keep one of the two`,
			`/framework/tiers: have no rule for practice; add it, or leave tiers out for the default rules`,
		},
	}, {
		name:   "no such tier",
		reason: "a caller in Go can pass any number",
		do: func(s *curriculum.Spec) {
			s.Framework.Tiers = append(s.Framework.Tiers, curriculum.TierRule{Tier: 9, Grades: 1 << 1}, curriculum.TierRule{Grades: 1 << 1})
		},
		want: []string{
			`/framework/tiers/3/tier: "9" is no tier; use experience, practice, exploration`,
			`/framework/tiers/4/tier: is not set; use experience, practice, exploration`,
		},
	}, {
		name:   "tier for nobody",
		reason: "a tier that takes no grade takes no one",
		do:     func(s *curriculum.Spec) { s.Framework.Tiers[0].Grades = 0 },
		want:   []string{`/framework/tiers/0/grades: is empty; name the grades, such as 1-6,v1-v3`},
	}, {
		name:   "tier for grades that do not exist",
		reason: "bit 0 of a set is no grade",
		do:     func(s *curriculum.Spec) { s.Framework.Tiers[0].Grades = 1 },
		want:   []string{`/framework/tiers/0/grades: "1" holds grades that do not exist; use 1 to 12 and v1 to v3`},
	}, {
		name:   "intent that does not exist",
		reason: "no cohort could declare it",
		do:     func(s *curriculum.Spec) { s.Framework.Tiers[2].Intent = 1 << 3 },
		want:   []string{`/framework/tiers/2/intent: "8" holds kinds of intent that do not exist; use major, competition`},
	}, {
		name:   "adult rule for nobody",
		reason: "an empty set of grades is most likely a slip",
		do:     func(s *curriculum.Spec) { s.Framework.Adults[0].Grades = 0 },
		want:   []string{`/framework/adults/0/grades: is empty; name the grades, such as 1-6,v1-v3`},
	}, {
		name:   "adult rules that overlap",
		reason: "it would depend on their order which one counts",
		do:     func(s *curriculum.Spec) { s.Framework.Adults[1].Grades = curriculum.Grades(5, 9) },
		want:   []string{`/framework/adults/1/grades: "5-9" has grades of an earlier rule: 5-6; name each grade in one rule`},
	}, {
		name:   "adult rule numbers",
		reason: "a ratio of 0 asks for nobody, negative numbers mean nothing, and a million is above any group",
		do: func(s *curriculum.Spec) {
			s.Framework.Adults[0] = curriculum.AdultRule{Grades: curriculum.Grades(1, 6), PupilsPerAdult: 0, Minimum: -1, From: 1_000_001}
		},
		want: []string{
			`/framework/adults/0/pupilsPerAdult: "0" is out of range; use 1 to 1000000`,
			`/framework/adults/0/minimum: "-1" is out of range; use 0 to 1000000`,
			`/framework/adults/0/from: "1000001" is out of range; use 0 to 1000000`,
		},
	}})
}

func TestTaxonomyFindings(t *testing.T) {
	testDamage(t, []damage{{
		name:   "empty ids",
		reason: "nothing could refer to it; the references that it leaves dangling are found too",
		do: func(s *curriculum.Spec) {
			s.Clusters[1].ID, s.Chains[0].ID = "", ""
			s.Occupations = append(s.Occupations, curriculum.Occupation{})
			s.Lines = append(s.Lines, curriculum.Line{})
		},
		want: []string{
			`/clusters/1/id: is empty; give it an id of 1 to 128 bytes`,
			`/chains/0/id: is empty; give it an id of 1 to 128 bytes`,
			`/majors/0/chain: "cars" is no known chain; add that chain or correct the id`,
			`/majors/1/cluster: "food" is no known cluster; add that cluster or correct the id`,
			`/occupations/2/id: is empty; give it an id of 1 to 128 bytes`,
			`/lines/1/id: is empty; give it an id of 1 to 128 bytes`,
		},
	}, {
		name:   "duplicate ids",
		reason: "a reference would be ambiguous; the finding says where the first is",
		do: func(s *curriculum.Spec) {
			s.Clusters = append(s.Clusters, s.Clusters[1])
			s.Chains = append(s.Chains, s.Chains[0])
			s.Majors = append(s.Majors, s.Majors[0])
			s.Occupations = append(s.Occupations, s.Occupations[0])
			s.Items = append(s.Items, s.Items[1])
			s.Lines = append(s.Lines, s.Lines[0])
		},
		want: []string{
			`/clusters/2/id: "food" is already the id of /clusters/1; give each cluster an id of its own`,
			`/chains/1/id: "cars" is already the id of /chains/0; give each chain an id of its own`,
			`/majors/2/id: "welding" is already the id of /majors/0; give each major an id of its own`,
			`/occupations/2/id: "welder" is already the id of /occupations/0; give each occupation an id of its own`,
			`/items/2/id: "rod" is already the id of /items/1; give each item an id of its own`,
			`/lines/1/id: "consumables" is already the id of /lines/0; give each line an id of its own`,
		},
	}, {
		name:   "one id in two lists",
		reason: "a major and an occupation may share an id: nothing confuses them",
		do: func(s *curriculum.Spec) {
			s.Occupations = append(s.Occupations, curriculum.Occupation{ID: "welding"})
		},
	}, {
		name:   "dangling ids of a major",
		reason: "the nearest id is offered",
		do:     func(s *curriculum.Spec) { s.Majors[0].Cluster, s.Majors[0].Chain = "makin", "car" },
		want: []string{
			`/majors/0/cluster: "makin" is no known cluster; did you mean "making"?`,
			`/majors/0/chain: "car" is no known chain; did you mean "cars"?`,
		},
	}, {
		name:   "names",
		reason: "each name is printed on one line of a terminal",
		do: func(s *curriculum.Spec) {
			s.Clusters[0].Name, s.Chains[0].Name, s.Majors[0].Name = "\x1b", "\n", "\xff"
			s.Occupations[0].Name, s.Items[0].Name, s.Items[0].Unit, s.Lines[0].Name = "\x00", "\t", "\r", "\x7f"
		},
		want: []string{
			`/clusters/0/name: "\x1b" has the control character U+001B; remove it`,
			`/chains/0/name: "\n" has the control character U+000A; remove it`,
			`/majors/0/name: "\xff" is not valid UTF-8; write it in UTF-8`,
			`/occupations/0/name: "\x00" has the control character U+0000; remove it`,
			`/items/0/name: "\t" has the control character U+0009; remove it`,
			`/items/0/unit: "\r" has the control character U+000D; remove it`,
			`/lines/0/name: "\x7f" has the control character U+007F; remove it`,
		},
	}})
}

func TestCourseFindings(t *testing.T) {
	testDamage(t, []damage{{
		name:   "course ids",
		reason: "an id is too long, a second is taken; what they leave dangling is found too",
		do: func(s *curriculum.Spec) {
			s.Courses[1].ID = curriculum.CourseID(strings.Repeat("x", 129))
			s.Courses[4].ID = "bake"
		},
		want: []string{
			`/courses/0/prerequisites/0: "weld-1" is no known course; did you mean "weld-2"?`,
			`/courses/1/id: "` + strings.Repeat("x", 129) + `" has 129 bytes; keep it to 128 bytes`,
			`/courses/4/id: "bake" is already the id of /courses/3; give each course an id of its own`,
		},
	}, {
		name:   "course texts",
		reason: "each text is printed on one line of a terminal",
		do: func(s *curriculum.Spec) {
			s.Courses[0].Name, s.Courses[0].Theme, s.Courses[0].Products[0] = "a\nb", "\x1b", "\xff"
			s.Courses[1].Name = strings.Repeat("x", 1001)
		},
		want: []string{
			`/courses/0/name: "a\nb" has the control character U+000A; remove it`,
			`/courses/0/theme: "\x1b" has the control character U+001B; remove it`,
			`/courses/0/products/0: "\xff" is not valid UTF-8; write it in UTF-8`,
			`/courses/1/name: "` + strings.Repeat("x", 160) + `…" has 1001 bytes; keep it to 1000 bytes`,
		},
	}, {
		name:   "no tier",
		reason: "every course is of a tier; nothing is guessed from its grades",
		do:     func(s *curriculum.Spec) { s.Courses[3].Tier = 0 },
		want:   []string{`/courses/3/tier: is not set; use experience, practice, exploration`},
	}, {
		name:   "values that do not exist",
		reason: "a caller in Go can pass any number",
		do: func(s *curriculum.Spec) {
			c := &s.Courses[3]
			c.Tier, c.Labor, c.Delivery, c.Grades = 9, 11, 5, 1
			c.Activities = []curriculum.Activity{0, 7}
		},
		want: []string{
			`/courses/3/tier: "9" is no tier; use experience, practice, exploration`,
			`/courses/3/labor: "11" is no labor group; use cleaning, tidying, cooking, appliances, farming, crafts, industry, newtech, services, volunteering`,
			`/courses/3/activities/0: is not set; use observation, roleplay, game, worktask, making, innovation`,
			`/courses/3/activities/1: "7" is no activity; use observation, roleplay, game, worktask, making, innovation`,
			`/courses/3/delivery: "5" is no delivery; use onsite, outreach, online, offcampus, blended`,
			`/courses/3/grades: "1" holds grades that do not exist; use 1 to 12 and v1 to v3`,
		},
	}, {
		name:   "dangling ids of a course",
		reason: "the nearest id is offered, or what to do where none is near",
		do: func(s *curriculum.Spec) {
			c := &s.Courses[0]
			c.Major, c.Occupations[0], c.Prerequisites[0] = "weldin", "pilot", "weld-9"
			c.Consumables[0].Item, c.Fees[0].Line = "rods", ""
		},
		want: []string{
			`/courses/0/major: "weldin" is no known major; did you mean "welding"?`,
			`/courses/0/occupations/0: "pilot" is no known occupation; add that occupation or correct the id`,
			`/courses/0/prerequisites/0: "weld-9" is no known course; did you mean "weld-2"?`,
			`/courses/0/consumables/0/item: "rods" is no known item; did you mean "rod"?`,
			`/courses/0/fees/0/line: is empty; name an existing line`,
		},
	}, {
		name:   "practice without product",
		reason: "通过参与设计与制作一个或多个典型作品: at least one typical product",
		do:     func(s *curriculum.Spec) { s.Courses[0].Products = nil },
		want:   []string{`/courses/0/products: are empty, and a Practice course makes a typical product; name at least one, or correct the tier`},
	}, {
		name:   "practice without work task",
		reason: "以职业工作任务为引领: activities that are stated include a work task or making",
		do:     func(s *curriculum.Spec) { s.Courses[0].Activities = []curriculum.Activity{curriculum.Game} },
		want:   []string{`/courses/0/activities: lack the work task that leads a Practice course; add worktask or making, or correct the tier`},
	}, {
		name:   "practice with activities unsaid",
		reason: "activities are optional",
		do:     func(s *curriculum.Spec) { s.Courses[0].Activities = nil },
	}, {
		name:   "practice with making alone",
		reason: "what is made is the work task",
		do:     func(s *curriculum.Spec) { s.Courses[0].Activities = []curriculum.Activity{curriculum.Making} },
	}, {
		name:   "empty product",
		reason: "a product has a name",
		do:     func(s *curriculum.Spec) { s.Courses[0].Products = []string{"椅子", ""} },
		want:   []string{`/courses/0/products/1: is empty; name the product or remove it`},
	}, {
		name:   "tags",
		reason: "a tag is a word, said once",
		do: func(s *curriculum.Spec) {
			s.Courses[0].Tags = []string{"culture", "", "a\nb", "culture"}
		},
		want: []string{
			`/courses/0/tags/1: is empty; write the tag or remove it`,
			`/courses/0/tags/2: "a\nb" has the control character U+000A; remove it`,
			`/courses/0/tags/3: "culture" repeats /courses/0/tags/0; remove one of the two`,
		},
	}, {
		name:   "named twice",
		reason: "a repetition is a slip, and for amounts it is not said whether they add up",
		do: func(s *curriculum.Spec) {
			c := &s.Courses[0]
			c.Occupations = append(c.Occupations, "welder")
			c.Activities = append(c.Activities, curriculum.WorkTask)
			c.Products = append(c.Products, "金属小狗")
			c.Prerequisites = append(c.Prerequisites, "weld-1")
			c.Orientation = append(c.Orientation, "safety")
			c.Consumables = append(c.Consumables, curriculum.Consumption{Item: "rod", PerPupil: 1})
			c.Fees = append(c.Fees, curriculum.Fee{Line: "consumables", PerPupil: 1})
		},
		want: []string{
			`/courses/0/occupations/1: "welder" repeats /courses/0/occupations/0; remove one of the two`,
			`/courses/0/activities/2: "worktask" repeats /courses/0/activities/0; remove one of the two`,
			`/courses/0/products/1: "金属小狗" repeats /courses/0/products/0; remove one of the two`,
			`/courses/0/prerequisites/1: "weld-1" repeats /courses/0/prerequisites/0; remove one of the two`,
			`/courses/0/orientation/1: "safety" repeats /courses/0/orientation/0; remove one of the two`,
			`/courses/0/consumables/1: "rod" repeats /courses/0/consumables/0; remove one of the two`,
			`/courses/0/fees/1: "consumables" repeats /courses/0/fees/0; remove one of the two`,
		},
	}, {
		name:   "malformed orientation",
		reason: "an orientation is known by its id alone",
		do:     func(s *curriculum.Spec) { s.Courses[0].Orientation = []curriculum.OrientationID{"", "a\x00"} },
		want: []string{
			`/courses/0/orientation/0: is empty; give it an id of 1 to 128 bytes`,
			`/courses/0/orientation/1: "a\x00" has the control character U+0000; remove it`,
		},
	}, {
		name:   "group limits that exclude each other",
		reason: "no cohort fits both",
		do:     func(s *curriculum.Spec) { s.Courses[0].MaxGroup = 9 },
		want:   []string{`/courses/0/maxGroup: "9" is below minGroup 10; no cohort fits both; raise it or lower minGroup`},
	}, {
		name:   "no largest cohort",
		reason: "0 means no limit, not a largest cohort below the smallest",
		do:     func(s *curriculum.Spec) { s.Courses[0].MaxGroup = 0 },
	}, {
		name:   "group limits that leave one size",
		reason: "a course for exactly ten is fine",
		do:     func(s *curriculum.Spec) { s.Courses[0].MaxGroup = 10 },
	}, {
		name:   "negative numbers",
		reason: "none of these has a meaning below 0",
		do: func(s *curriculum.Spec) {
			c := &s.Courses[0]
			c.Hours, c.MinGroup, c.MaxGroup, c.Minimum, c.Instructors, c.PupilsPerInstructor = -1, -1, -1, -1, -1, -1
			c.Consumables[0].PerPupil, c.Fees[0].PerPupil = -1, -1
		},
		want: []string{
			`/courses/0/hours: "-1" is out of range; use 0 to 10000`,
			`/courses/0/minGroup: "-1" is out of range; use 0 to 1000000`,
			`/courses/0/maxGroup: "-1" is out of range; use 0 to 1000000`,
			`/courses/0/minimum: "-1" is out of range; use 0 to 1000000`,
			`/courses/0/instructors: "-1" is out of range; use 0 to 1000000`,
			`/courses/0/pupilsPerInstructor: "-1" is out of range; use 0 to 1000000`,
			`/courses/0/consumables/0/perPupil: "-1" is out of range; use 0 to 1000000`,
			`/courses/0/fees/0/perPupil: "-1" is out of range; use 0 to 1000000000`,
		},
	}, {
		name:   "absurd numbers",
		reason: "sums over a plan must be provably within an int64",
		do: func(s *curriculum.Spec) {
			c := &s.Courses[0]
			c.Hours, c.MinGroup, c.MaxGroup, c.Minimum, c.Instructors, c.PupilsPerInstructor = 10_001, 1_000_001, 1_000_001, 1_000_001, 1_000_001, 1_000_001
			c.Consumables[0].PerPupil, c.Fees[0].PerPupil = 1_000_001, 1_000_000_001
		},
		want: []string{
			`/courses/0/hours: "10001" is out of range; use 0 to 10000`,
			`/courses/0/minGroup: "1000001" is out of range; use 0 to 1000000`,
			`/courses/0/maxGroup: "1000001" is out of range; use 0 to 1000000`,
			`/courses/0/minimum: "1000001" is out of range; use 0 to 1000000`,
			`/courses/0/instructors: "1000001" is out of range; use 0 to 1000000`,
			`/courses/0/pupilsPerInstructor: "1000001" is out of range; use 0 to 1000000`,
			`/courses/0/consumables/0/perPupil: "1000001" is out of range; use 0 to 1000000`,
			`/courses/0/fees/0/perPupil: "1000000001" is out of range; use 0 to 1000000000`,
		},
	}, {
		name:   "largest numbers",
		reason: "the limits themselves are allowed",
		do: func(s *curriculum.Spec) {
			c := &s.Courses[0]
			c.Hours, c.MinGroup, c.MaxGroup, c.Minimum, c.Instructors, c.PupilsPerInstructor = 10_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000
			c.Consumables[0].PerPupil, c.Fees[0].PerPupil = 1_000_000, 1_000_000_000
		},
	}})
}
