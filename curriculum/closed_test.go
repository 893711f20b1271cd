package curriculum_test

import (
	"encoding"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/curriculum"
)

// texts reads the closed set's values from low on back from their own texts
// and joins the texts, up to the first value that has none.
func texts[T interface {
	~uint8
	encoding.TextMarshaler
	fmt.Stringer
}, P interface {
	*T
	encoding.TextUnmarshaler
}](t *testing.T, low T) string {
	t.Helper()
	var all []string
	for v := low; ; v++ {
		text, err := v.MarshalText()
		if err != nil {
			return strings.Join(all, " ")
		}
		var back T
		if err := P(&back).UnmarshalText(text); err != nil || back != v || v.String() != string(text) {
			t.Errorf("%d came back from %q as %d, error %v; String is %q", v, text, back, err, v.String())
		}
		all = append(all, string(text))
	}
}

// TestClosedSets pins the texts of every closed set: they are in files.
func TestClosedSets(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		got    string
		want   string
	}{
		{"tier", "the three tiers of the founding proposal, by level", texts(t, curriculum.Experience), "experience practice exploration"},
		{"stage", "the stages of schooling", texts(t, curriculum.Primary), "primary junior senior vocational"},
		{"intent", "the two intents that the third tier names", texts(t, curriculum.DevelopMajor), "major competition"},
		{"activity", "the activities that the tiers' definitions name", texts(t, curriculum.Observation), "observation roleplay game worktask making innovation"},
		{"delivery", "the zero delivery is on site and has a text", texts(t, curriculum.OnSite), "onsite outreach online offcampus blended"},
		{"labor", "the ten task groups of the standard of 2022, in its order", texts(t, curriculum.Cleaning),
			"cleaning tidying cooking appliances farming crafts industry newtech services volunteering"},
		{"field", "what reasons are about, in their order", texts(t, curriculum.FieldCourse),
			"course grades intent size prerequisite orientation completed"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, tt.got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tt.reason, diff)
			}
		})
	}
}

func TestUnsetHasNoText(t *testing.T) {
	unset := []interface {
		encoding.TextMarshaler
		fmt.Stringer
	}{curriculum.Tier(0), curriculum.Stage(0), curriculum.IntentKind(0), curriculum.Activity(0), curriculum.LaborGroup(0), curriculum.Field(0)}
	for _, v := range unset {
		if text, err := v.MarshalText(); err == nil || v.String() != "" {
			t.Errorf("the zero %T has the text %q and String %q; want an error and none", v, text, v.String())
		}
	}
}
