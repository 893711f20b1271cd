package record

import "github.com/sanjie-edu/sanjie/internal/closed"

// Verdict is what a standard makes of an entry. The zero Verdict is unset.
type Verdict uint8

// The verdicts. The first four count, the others do not.
const (
	VerdictCounted    Verdict = 1 + iota // its hours count
	VerdictRecognized                    // they count, and at a recognized provider
	VerdictKind                          // they count, but the provider is of no recognized kind
	VerdictLicense                       // they count, but the provider was not licensed for the course on the day

	VerdictContent // the course is not what the standard is about
	VerdictApart   // its hours are summed apart
	VerdictDate    // the standard was not in force on the day: it is part of another's
	VerdictGrade   // the learner was in no grade of the standard then
	VerdictCredits // the standard asks for credits, which an account holds
)

var verdicts = closed.Set[Verdict]{What: "verdict", Names: []string{
	"", "counted", "recognized", "kind", "license", "content", "apart", "date", "grade", "credits",
}}

func (v Verdict) String() string                   { return verdicts.String(v) }
func (v Verdict) MarshalText() ([]byte, error)     { return verdicts.Marshal(v) }
func (v *Verdict) UnmarshalText(text []byte) error { return verdicts.Unmarshal(text, v) }

// Counts reports whether the hours of an entry count.
func (v Verdict) Counts() bool { return VerdictCounted <= v && v <= VerdictLicense }

// Text says a verdict in words.
func (v Verdict) Text() string {
	switch v {
	case VerdictCounted:
		return "counts"
	case VerdictRecognized:
		return "counts, at a recognized provider"
	case VerdictKind:
		return "counts, but the provider is of no recognized kind"
	case VerdictLicense:
		return "counts, but the provider was not licensed for the course on the day"
	case VerdictContent:
		return "the course is not what the standard is about"
	case VerdictApart:
		return "its hours are summed apart"
	case VerdictDate:
		return "the standard was not in force on the day"
	case VerdictGrade:
		return "the learner was in no grade of the standard then"
	case VerdictCredits:
		return "the standard asks for credits, which an account holds"
	}
	return v.String()
}
