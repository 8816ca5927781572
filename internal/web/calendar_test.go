package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"github.com/btsdirector/bts/internal/access"
)

var calendarGuards = map[string]guard{
	"GET /p/{slug}/calendar":                        {inProduction, access.SeePlan},
	"GET /p/{slug}/calendar/bookings/{id}":          {inProduction, access.SeePlan},
	"POST /p/{slug}/calendar/bookings/{id}":         {inProduction, access.MakePlan},
	"POST /p/{slug}/calendar/bookings/{id}/off":     {inProduction, access.MakePlan},
	"POST /p/{slug}/calendar/bookings/{id}/hold":    {inProduction, access.MakePlan},
	"POST /p/{slug}/calendar/bookings/{id}/release": {inProduction, access.MakePlan},
	"POST /p/{slug}/calendar/undo/{plan}":           {inProduction, access.MakePlan},
}

var _ = []any{http.StatusOK, url.Values{}, strings.TrimSpace, goquery.NewDocument, testing.Short}
