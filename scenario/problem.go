package scenario

import (
	"errors"
	"slices"
	"strconv"
	"time"
	_ "time/tzdata" // the same zones on machines that bring no database of them

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/finding"
	"github.com/sanjie-edu/sanjie/matching"
)

// Problem builds the problem that f describes. The error unwraps to a
// [*finding.Error]. Demand needs a sound network and a network a sound catalog,
// so findings in one part keep the parts after it from being checked; the error
// says which.
func (f *File) Problem() (*matching.Problem, error) {
	var found finding.List
	f.checkHead(&found)
	catalog, err := curriculum.NewCatalog(f.Curriculum)
	if err != nil {
		return nil, refuse(&found, err, "the centers and the requests were not checked yet: they need a sound curriculum")
	}
	network, err := capacity.NewNetwork(f.Capacity, catalog)
	if err != nil {
		return nil, refuse(&found, err, "the requests were not checked yet: they need sound centers")
	}
	problem, err := matching.NewProblem(catalog, network, f.Demand)
	if err = refuse(&found, err, ""); err != nil {
		return nil, err
	}
	return problem, nil
}

// checkHead notes what is wrong with the members that belong to no part, and a
// time zone that does not exist. The network checks the form of its name.
func (f *File) checkHead(found *finding.List) {
	if f.Format != "" && f.Format != Format {
		found.Add("/format", f.Format, "is not the format wanted here", "want \""+Format+"\"")
	}
	finding.CheckText(found, "/name", f.Name)
	for i, note := range f.Notes {
		finding.CheckText(found, "/notes/"+strconv.Itoa(i), note)
	}
	if _, err := time.LoadLocation(f.Zone); err != nil {
		found.Add("/zone", f.Zone, "is no time zone", "write a name such as Asia/Shanghai")
	}
}

// refusal is a file refused: its findings, what they are evidence of, and what
// was not checked because of them.
type refusal struct {
	found *finding.Error
	cause error
	note  string
}

// refuse joins findings of the head with the error of one of the parts, without
// a second finding at the same place. It returns nil when there is neither.
func refuse(head *finding.List, err error, note string) error {
	var first, part *finding.Error
	if err != nil && !errors.As(err, &part) {
		return err
	}
	if !errors.As(head.Err(), &first) {
		if part == nil {
			return nil
		}
		first = new(finding.Error)
	}
	all := new(finding.Error)
	if part != nil {
		*all = finding.Error{Findings: slices.Clone(part.Findings), More: part.More}
	}
	known := len(all.Findings)
	for _, f := range first.Findings {
		same := func(p finding.Finding) bool { return p.Path == f.Path }
		if !slices.ContainsFunc(all.Findings[:known], same) {
			all.Findings = append(all.Findings, f)
		}
	}
	all.More += first.More
	return &refusal{found: all, cause: err, note: note}
}

func (r *refusal) Error() string {
	if r.note == "" {
		return r.found.Error()
	}
	return r.found.Error() + "\n" + r.note
}

// Unwrap returns the findings and, after them, the part's own error, which may
// hold more evidence, such as a [*curriculum.CycleError].
func (r *refusal) Unwrap() []error {
	if r.cause == nil {
		return []error{r.found}
	}
	return []error{r.found, r.cause}
}
