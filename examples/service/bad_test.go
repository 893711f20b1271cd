package main

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestRefused: what is wrong is refused with its status, as problem JSON, and
// changes nothing.
func TestRefused(t *testing.T) {
	limits := DefaultLimits()
	limits.Requests = 198
	c := start(t, limits)
	c.must(http.StatusOK, "POST", "/plan", order{Effort: small}, nil)
	c.must(http.StatusOK, "POST", "/publication", nil, nil)
	const ask = `{"id":"n1","cohort":"s0001-2-1","choices":[{"tier":"experience"}]`
	tests := []struct {
		name, reason string
		method, path string
		body         string
		status       int
		paths        []string // of the findings
	}{
		{"unknown path", "there is no such thing", "GET", "/nothing", "", 404, nil},
		{"wrong method", "it is not done so", "PATCH", "/plan", "", 405, nil},
		{"no JSON", "half a body", "POST", "/requests", `{"id":`, 400, nil},
		{"another type", "a number is no id", "POST", "/requests", `{"id":7}`, 400, nil},
		{"unknown member", "a typing error would be lost", "POST", "/requests", ask + `,"wieght":2}`, 400, nil},
		{"two values", "only one would be read", "POST", "/requests", ask + `} {}`, 400, nil},
		{"no tier", "the text is none of the tiers", "POST", "/requests", `{"id":"n1","choices":[{"tier":"fourth"}]}`, 400, nil},
		{"too large", "bodies have a limit", "POST", "/requests", `{"id":"` + strings.Repeat("x", 70<<10) + `"}`, 413, nil},
		{"too large at the end", "white space counts too", "POST", "/requests", ask + `}` + strings.Repeat(" ", 70<<10), 413, nil},
		{"nothing", "a request needs more", "POST", "/requests", "", 422, []string{"/id", "/cohort", "/choices"}},
		{"unknown cohort", "a dangling id", "POST", "/requests", `{"id":"n1","cohort":"s0001-9-9","choices":[{"tier":"experience"}]}`, 422, []string{"/cohort"}},
		{"several at once", "all findings come together", "POST", "/requests", ask + `,"weight":-1,"visits":-1,"program":"none"}`, 422, []string{"/visits", "/program", "/weight"}},
		{"known id", "each id is given once", "POST", "/requests", strings.Replace(ask, "n1", "r001", 1) + `}`, 422, []string{"/id"}},
		{"unknown request", "nobody handed it in", "GET", "/requests/none", "", 404, nil},
		{"withdraw unknown request", "nobody handed it in", "DELETE", "/requests/none", "", 404, nil},
		{"explain unknown request", "nobody handed it in", "GET", "/requests/none/explanation", "", 404, nil},
		{"suggestions for unknown request", "nobody handed it in", "GET", "/requests/none/suggestions", "", 404, nil},
		{"counterfactual for unknown request", "nobody handed it in", "GET", "/requests/none/counterfactual", "", 404, nil},
		{"too many moves", "that would take long", "GET", "/requests/r001/suggestions?moves=9", "", 400, nil},
		{"no number", "moves are counted", "GET", "/requests/r001/suggestions?moves=some", "", 400, nil},
		{"place of nobody's making", "it was not suggested", "POST", "/requests/r001/place", `{"visit":[],"points":1}`, 409, nil},
		{"too much effort", "a search has a limit", "POST", "/replan", `{"effort":1000000000000}`, 400, nil},
		{"too much time", "a search has a limit", "POST", "/replan", `{"time":"1h"}`, 400, nil},
		{"no time", "it has no unit", "POST", "/replan", `{"time":"5"}`, 400, nil},
		{"plan anew", "what is published would be forgotten", "POST", "/plan", "", 409, nil},
		{"unknown booking", "nothing like it was proposed", "GET", "/bookings/100000", "", 404, nil},
		{"booking without a number", "bookings have numbers", "POST", "/bookings/x/events", `{"event":"accept"}`, 404, nil},
		{"unknown event", "it is none of the events", "POST", "/bookings/1/events", `{"event":"eat"}`, 400, nil},
		{"complete too early", "the visit is only proposed", "POST", "/bookings/1/events", `{"event":"complete"}`, 409, nil},
		{"event of a publication", "only a publication proposes", "POST", "/bookings/1/events", `{"event":"propose"}`, 409, nil},
		{"withdraw with a booking", "that is given up first", "DELETE", "/requests/r001", "", 409, nil},
		{"unknown area", "a dangling id", "POST", "/closures", `{"id":"c1","areas":["none"],"times":[{"from":"2026-09-16"}]}`, 422, []string{"/areas/0"}},
		{"unknown closure", "nothing is closed by it", "DELETE", "/closures/none", "", 404, nil},
		{"time runs backward", "it never does", "PUT", "/clock", `{"at":"2026-08-19T18:00"}`, 409, nil},
		{"no days to answer", "nobody could", "POST", "/publication", `{"days":0}`, 400, nil},
	}
	before := c.overview()
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r, err := http.NewRequestWithContext(t.Context(), test.method, c.base+test.path, strings.NewReader(test.body))
			if err != nil {
				t.Fatal(err)
			}
			got, err := c.http.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			defer got.Body.Close()
			var no refusal
			if err := json.NewDecoder(got.Body).Decode(&no); err != nil {
				t.Fatal(err)
			}
			if got.StatusCode != test.status || no.Status != test.status || no.Title == "" || no.Detail == "" ||
				got.Header.Get("Content-Type") != "application/problem+json" {
				t.Errorf("%d %s %+v, want %d: %s", got.StatusCode, got.Header.Get("Content-Type"), no, test.status, test.reason)
			}
			var paths []string
			for _, f := range no.Findings {
				paths = append(paths, f.Path)
			}
			if diff := cmp.Diff(test.paths, paths); diff != "" {
				t.Errorf("findings (-want +got): %s\n%s", test.reason, diff)
			}
		})
	}
	if diff := cmp.Diff(before, c.overview()); diff != "" {
		t.Errorf("something changed (-before +after):\n%s", diff)
	}
	c.must(http.StatusCreated, "POST", "/requests", asking("n1"), nil)
	c.must(http.StatusConflict, "POST", "/requests", asking("n2"), nil) // the list is full
}

// overview is the answer to GET /, as text.
func (t tester) overview() string {
	t.Helper()
	var text json.RawMessage
	t.must(http.StatusOK, "GET", "/", nil, &text)
	return string(text)
}
