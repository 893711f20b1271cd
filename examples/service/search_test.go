package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"testing"
	"testing/synctest"

	"github.com/sanjie-edu/sanjie/matching"
)

// TestChanged: what a search finds for a district that has changed meanwhile is
// carried over, and refused when it changes again and again.
func TestChanged(t *testing.T) {
	tests := []struct {
		name, reason string
		changes      int // rounds in which a request is handed in
		status       int // 0 where the plan is kept
	}{
		{"once", "the plan is carried over", 1, 0},
		{"twice", "again", 2, 0},
		{"each time", "it has to end", mostRounds, http.StatusConflict},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := start(t, DefaultLimits())
			rounds := 0
			found, err := c.service.search(t.Context(), order{Time: duration(c.service.limits.Time)},
				func(ctx context.Context, at *state, last *made) (made, error) {
					if rounds++; rounds <= test.changes {
						c.must(http.StatusCreated, "POST", "/requests", asking(matching.RequestID(fmt.Sprint("n", rounds))), nil)
					}
					if (last == nil) != (rounds == 1) {
						t.Errorf("round %d: what was found before is %v", rounds, last)
					}
					plan, err := matching.Solve(ctx, at.problem, matching.WithEffort(small))
					return made{at.problem, plan}, err
				})
			if rounds != min(test.changes+1, mostRounds) {
				t.Errorf("%d rounds after %d changes: %s", rounds, test.changes, test.reason)
			}
			if test.status != 0 {
				var no *refusal
				if !errors.As(err, &no) || no.Status != test.status || c.service.current.Load().plan != nil {
					t.Errorf("error %v, want status %d and no plan: %s", err, test.status, test.reason)
				}
				return
			}
			if err != nil || found.plan.Problem != c.service.current.Load().problem.Fingerprint() {
				t.Errorf("the plan is not for the district as it is now, error %v: %s", err, test.reason)
			}
		})
	}
}

// TestGate: a few are inside, a few wait, and nobody waits for longer than they like.
func TestGate(t *testing.T) {
	g := newGate(1, 1)
	leave, err := g.enter(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := g.enter(ended); !errors.Is(err, context.Canceled) {
		t.Errorf("one whose context has ended: error %v", err)
	}
	synctest.Test(t, func(t *testing.T) {
		g := newGate(1, 1)
		first, err := g.enter(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		go func() {
			second, err := g.enter(t.Context())
			if err != nil {
				t.Error(err)
				return
			}
			second()
		}()
		synctest.Wait()
		var no *refusal
		if _, err := g.enter(t.Context()); !errors.As(err, &no) || no.Status != http.StatusServiceUnavailable {
			t.Errorf("a third: error %v, want a refusal", err)
		}
		if got := g.load(); got != (load{1, 1}) {
			t.Errorf("load %+v, want one inside and one waiting", got)
		}
		first()
	})
	leave()
	if got := g.load(); got != (load{}) {
		t.Errorf("load %+v after all have left", got)
	}
}

// TestStop stops the service while one search runs and another waits: reads are
// answered beside them, both are told, and no goroutine is left.
func TestStop(t *testing.T) {
	file, err := open("")
	if err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) { // fails when a goroutine is left
		s, err := New(file, DefaultLimits())
		if err != nil {
			t.Fatal(err)
		}
		l := newPipes()
		ctx, stop := context.WithCancel(t.Context())
		served := make(chan error, 1)
		go func() { served <- serve(ctx, l, s) }()
		transport := &http.Transport{DialContext: l.dial}
		c := client{&http.Client{Transport: transport}, "http://service"}
		searches := make(chan error, 2)
		for range cap(searches) {
			go func() {
				searches <- c.want(t.Context(), http.StatusServiceUnavailable, "POST", "/plan", order{Effort: s.limits.Effort}, nil)
			}()
		}
		for {
			var now struct{ Searches load }
			if err := c.want(t.Context(), http.StatusOK, "GET", "/", nil, &now); err != nil {
				t.Fatal(err)
			}
			if now.Searches == (load{1, 1}) {
				break
			}
		}
		if err := c.want(t.Context(), http.StatusCreated, "POST", "/requests", asking("n1"), nil); err != nil {
			t.Errorf("beside a search: %v", err)
		}
		stop()
		if err := <-served; err != nil {
			t.Errorf("the service ends with %v", err)
		}
		for range cap(searches) {
			if err := <-searches; err != nil {
				t.Error(err)
			}
		}
		if s.current.Load().plan != nil {
			t.Error("a search that was stopped has left a plan")
		}
		transport.CloseIdleConnections()
	})
}

// pipes is a listener within the process.
type pipes struct {
	calls  chan net.Conn
	closed chan struct{}
}

func newPipes() *pipes { return &pipes{make(chan net.Conn), make(chan struct{})} }

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.calls:
		return c, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error   { close(p.closed); return nil }
func (p *pipes) Addr() net.Addr { return &net.UnixAddr{Name: "pipes", Net: "unix"} }

func (p *pipes) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	here, there := net.Pipe()
	select {
	case p.calls <- there:
		return here, nil
	case <-p.closed:
		return nil, net.ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
