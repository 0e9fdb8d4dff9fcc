// Events alone: nothing that watches the page by itself, no flags, no surveys, no recordings. Batches every three
// seconds, its default. Its guard against loops drops what exceeds 100 events at once, so that it is opened.
import posthog from 'posthog-js/dist/module.slim.no-external.js';

export async function start({ off, origin }) {
  posthog.init('bench', {
    api_host: origin,
    autocapture: false,
    capture_pageview: false,
    capture_pageleave: false,
    capture_heatmaps: false,
    capture_performance: false,
    capture_dead_clicks: false,
    disable_session_recording: true,
    disable_surveys: true,
    advanced_disable_flags: true,
    disable_external_dependency_loading: true,
    // A browser that is driven counts as a robot.
    opt_out_useragent_filter: true,
    rate_limiting: { events_per_second: 10_000, events_burst_limit: 100_000 }
  });
  if (off) {
    posthog.opt_out_capturing();
  }
  return { emit: data => posthog.capture('cell executed', data) };
}
