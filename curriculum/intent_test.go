package curriculum_test

import (
	"testing"

	"github.com/sanjie-edu/sanjie/curriculum"
)

func TestIntentSetText(t *testing.T) {
	both := curriculum.Intents(curriculum.EnterCompetition, curriculum.DevelopMajor)
	tests := []struct {
		name   string
		reason string
		set    curriculum.IntentSet
		text   string
	}{
		{"none", "the empty set has the empty text", 0, ""},
		{"one", "a kind alone", curriculum.Intents(curriculum.EnterCompetition), "competition"},
		{"both", "in the order of the kinds, not of the arguments", both, "major,competition"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text, err := tt.set.MarshalText()
			if err != nil || string(text) != tt.text {
				t.Errorf("MarshalText = %q, error %v; want %q: %s", text, err, tt.text, tt.reason)
			}
			back := both
			if err := back.UnmarshalText(text); err != nil || back != tt.set {
				t.Errorf("%q came back as %v, error %v: %s", text, back, err, tt.reason)
			}
		})
	}
	for _, text := range []string{"hobby", "major,", ",major", "major competition"} {
		set := both
		if err := set.UnmarshalText([]byte(text)); err == nil || set != both {
			t.Errorf("UnmarshalText(%q) = %v, error %v; want an error and nothing set", text, set, err)
		}
	}
}

func TestIntentString(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		intent curriculum.Intent
		want   string
	}{
		{"kind alone", "which one is meant is optional", curriculum.Intent{Kind: curriculum.EnterCompetition}, "competition"},
		{"major", "the major follows", curriculum.Intent{Kind: curriculum.DevelopMajor, Major: "welding"}, "major welding"},
		{"competition", "its name follows", curriculum.Intent{Kind: curriculum.EnterCompetition, Competition: "机器人"}, "competition 机器人"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.intent.String(); got != tt.want {
				t.Errorf("String = %q; want %q: %s", got, tt.want, tt.reason)
			}
		})
	}
}
