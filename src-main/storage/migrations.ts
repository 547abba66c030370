/**
 * The database as it grew: entry N brings version N to N + 1. What has shipped is never edited, only added to.
 * JSON columns are checked by zod where rows are read, in `jobs/job-store.ts`.
 */
export const migrations = [
  `
  CREATE TABLE jobs (
    job_id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    status TEXT NOT NULL,
    correlation_id TEXT NOT NULL,
    percent REAL NOT NULL,
    eta_seconds REAL,
    is_finalizing INTEGER NOT NULL,
    output TEXT,
    warnings TEXT NOT NULL,
    errors TEXT NOT NULL,
    degradations TEXT NOT NULL,
    created_utc TEXT NOT NULL,
    started_utc TEXT,
    ended_utc TEXT,
    retry_of TEXT,
    retried_by TEXT,
    -- The number of its last event.
    last_seq INTEGER NOT NULL,
    -- The process that made it or runs it; see jobs/owner-lock.ts.
    owner TEXT NOT NULL,
    -- 1 while it waits for its turn: when queued, and when an interrupted one is to go on.
    is_waiting INTEGER NOT NULL,
    -- 1 when another process asked its owner to cancel it.
    is_cancel_asked INTEGER NOT NULL,
    -- How often the studio died while running it, since a step of it last ended.
    crash_count INTEGER NOT NULL,
    idempotency_key TEXT UNIQUE
  ) STRICT;
  CREATE INDEX jobs_by_status ON jobs (status);

  -- Never changes, and may hold a long text: apart, so that progress does not write it anew.
  CREATE TABLE job_requests (
    job_id TEXT PRIMARY KEY REFERENCES jobs ON DELETE CASCADE,
    request TEXT NOT NULL
  ) STRICT;

  CREATE TABLE steps (
    job_id TEXT NOT NULL REFERENCES jobs ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    status TEXT NOT NULL,
    progress_pct REAL NOT NULL,
    duration_ms REAL,
    errors TEXT NOT NULL,
    correlation_id TEXT NOT NULL,
    started_at TEXT,
    completed_at TEXT,
    skipped_reason TEXT,
    detail TEXT,
    items TEXT,
    PRIMARY KEY (job_id, position)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE events (
    job_id TEXT NOT NULL REFERENCES jobs ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    kind TEXT NOT NULL,
    event TEXT NOT NULL,
    PRIMARY KEY (job_id, seq)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE ffmpeg_records (
    record_id INTEGER PRIMARY KEY,
    job_id TEXT NOT NULL REFERENCES jobs ON DELETE CASCADE,
    step TEXT,
    correlation_id TEXT NOT NULL,
    -- When it was started.
    timestamp TEXT NOT NULL,
    purpose TEXT NOT NULL,
    command TEXT NOT NULL,
    exit_code INTEGER,
    exit_signal TEXT,
    duration_seconds REAL NOT NULL,
    error_output TEXT
  ) STRICT;
  CREATE INDEX ffmpeg_records_by_job ON ffmpeg_records (job_id, record_id);

  CREATE TABLE model_decisions (
    decision_id INTEGER PRIMARY KEY,
    job_id TEXT NOT NULL REFERENCES jobs ON DELETE CASCADE,
    step TEXT,
    correlation_id TEXT NOT NULL,
    timestamp TEXT NOT NULL,
    decision TEXT NOT NULL
  ) STRICT;
  CREATE INDEX model_decisions_by_job ON model_decisions (job_id, decision_id);

  -- Outlives its job: the file is still there.
  CREATE TABLE bundles (
    bundle_id TEXT PRIMARY KEY,
    job_id TEXT NOT NULL,
    file_name TEXT NOT NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    size_bytes INTEGER NOT NULL
  ) STRICT;

  -- Makes the hash of this computer's name say nothing to others.
  CREATE TABLE installation (salt TEXT NOT NULL) STRICT;
  INSERT INTO installation VALUES (lower(hex(randomblob(16))));
  `,
  `
  CREATE TABLE circuit_breakers (
    -- "OpenAI-LLM".
    name TEXT PRIMARY KEY,
    state TEXT NOT NULL,
    failure_count INTEGER NOT NULL,
    last_failure_ms INTEGER,
    -- Null while closed, and while held open by hand.
    open_until_ms INTEGER,
    -- Goes up with each write, so that another process knows what it has seen.
    revision INTEGER NOT NULL
  ) STRICT;

  -- One row an attempt. Outlives its job: the money is spent.
  CREATE TABLE provider_calls (
    call_id INTEGER PRIMARY KEY,
    job_id TEXT,
    step TEXT,
    item TEXT,
    correlation_id TEXT NOT NULL,
    timestamp TEXT NOT NULL,
    provider TEXT NOT NULL,
    kind TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    duration_ms REAL NOT NULL,
    -- Why it failed; null when it did not.
    code TEXT,
    model TEXT,
    input_tokens INTEGER,
    output_tokens INTEGER,
    characters INTEGER,
    images INTEGER,
    cost_usd REAL NOT NULL
  ) STRICT;
  CREATE INDEX provider_calls_by_job ON provider_calls (job_id, call_id);
  CREATE INDEX provider_calls_by_time ON provider_calls (timestamp);
  CREATE INDEX provider_calls_by_provider ON provider_calls (provider, kind, call_id);

  CREATE TABLE resilience_counts (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;

  -- The answers themselves lie in cache/answers.
  CREATE TABLE cached_answers (
    answer_key TEXT PRIMARY KEY,
    provider TEXT NOT NULL,
    stored_ms INTEGER NOT NULL,
    size_bytes INTEGER NOT NULL,
    answer TEXT NOT NULL
  ) STRICT;
  `,
  `
  -- What the user is asked about a step that stands still.
  ALTER TABLE jobs ADD COLUMN question TEXT;
  `,
  `
  CREATE TABLE batches (
    batch_id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    -- Absolute path of the file or folder; read again when failed rows are retried.
    source_path TEXT NOT NULL,
    -- Tells whether the same rows are asked for again.
    source_hash TEXT NOT NULL,
    output_folder TEXT NOT NULL,
    concurrency INTEGER NOT NULL,
    wishes TEXT NOT NULL,
    notes TEXT NOT NULL,
    status TEXT NOT NULL,
    paused_because TEXT,
    -- The process that makes it; see jobs/owner-lock.ts.
    owner TEXT NOT NULL,
    created_utc TEXT NOT NULL,
    started_utc TEXT,
    -- Since when failures in a row are counted.
    resumed_utc TEXT,
    ended_utc TEXT
  ) STRICT;

  CREATE TABLE batch_rows (
    batch_id TEXT NOT NULL REFERENCES batches ON DELETE CASCADE,
    row INTEGER NOT NULL,
    position INTEGER NOT NULL,
    status TEXT NOT NULL,
    title TEXT NOT NULL,
    output_name TEXT,
    film_seconds REAL,
    -- Outlives its job, which may be deleted.
    job_id TEXT,
    attempt INTEGER NOT NULL,
    error TEXT,
    output TEXT,
    took_seconds REAL,
    ended_utc TEXT,
    -- Long, and seldom read: last.
    request TEXT,
    source TEXT NOT NULL,
    PRIMARY KEY (batch_id, row)
  ) STRICT;
  CREATE INDEX batch_rows_by_job ON batch_rows (job_id);
  CREATE INDEX batch_rows_by_turn ON batch_rows (batch_id, status, position);
  `,
  `
  -- One row: until when the requests of jobs are recorded, in milliseconds since 1970.
  CREATE TABLE batch_debug (until_ms INTEGER NOT NULL) STRICT;
  INSERT INTO batch_debug VALUES (0);
  `,
];
