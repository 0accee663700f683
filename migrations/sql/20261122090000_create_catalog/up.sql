-- The catalogue. Text search needs pg_trgm and unaccent; unaccent is only STABLE, and a generated
-- column wants IMMUTABLE, hence the wrapper with the dictionary pinned.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;

CREATE FUNCTION fold(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
    AS $$ SELECT lower(public.unaccent('public.unaccent'::regdictionary, $1)) $$;

CREATE TABLE brand (
    id   uuid CONSTRAINT brand_pkey PRIMARY KEY,
    slug text NOT NULL CONSTRAINT brand_slug_key UNIQUE,
    name text NOT NULL CONSTRAINT brand_name_present CHECK (name <> '')
);

CREATE TABLE category (
    id          uuid CONSTRAINT category_pkey PRIMARY KEY,
    parent_id   uuid CONSTRAINT category_parent_id_fkey REFERENCES category ON DELETE RESTRICT,
    slug        text NOT NULL CONSTRAINT category_slug_key UNIQUE,
    title       text NOT NULL CONSTRAINT category_title_present CHECK (title <> ''),
    description text NOT NULL DEFAULT '',
    position    int  NOT NULL DEFAULT 0,
    CONSTRAINT category_not_its_own_parent CHECK (parent_id <> id)
);
CREATE INDEX category_parent_id_idx ON category (parent_id, position);
-- Two siblings with one title would be two ways to the same shelf.
CREATE UNIQUE INDEX category_title_per_parent_key ON category (COALESCE(parent_id, '00000000-0000-0000-0000-000000000000'), title);

CREATE TABLE product (
    id               uuid CONSTRAINT product_pkey PRIMARY KEY,
    slug             text NOT NULL CONSTRAINT product_slug_key UNIQUE,
    title            text NOT NULL CONSTRAINT product_title_present CHECK (title <> ''),
    brand_id         uuid CONSTRAINT product_brand_id_fkey REFERENCES brand,
    category_id      uuid CONSTRAINT product_category_id_fkey REFERENCES category,
    kind             text NOT NULL DEFAULT '',
    description_html text NOT NULL DEFAULT '',
    tags             text[] NOT NULL DEFAULT '{}',
    state            text NOT NULL DEFAULT 'draft'
                     CONSTRAINT product_state_known CHECK (state IN ('draft', 'published', 'archived')),
    published_at     timestamptz CONSTRAINT product_published_at_present CHECK (state <> 'published' OR published_at IS NOT NULL),
    -- The merchant's order within a category; ties fall back to the newest.
    position         int NOT NULL DEFAULT 0,
    -- Words of other tables (brand, category, SKUs, attribute values) that searches must find;
    -- written by the same statement that writes those, see store::catalog.
    search_names     text NOT NULL DEFAULT '',
    search_facts     text NOT NULL DEFAULT '',
    search           tsvector NOT NULL GENERATED ALWAYS AS (
                        setweight(to_tsvector('english', fold(title)), 'A')
                     || setweight(to_tsvector('simple', fold(search_names)), 'B')
                     || setweight(to_tsvector('english', fold(search_facts)), 'C')
                     || setweight(to_tsvector('english', fold(regexp_replace(description_html, '<[^>]*>', ' ', 'g'))), 'D')) STORED,
    -- Hash of the draft last imported: importing the same thing again changes nothing.
    draft_hash       bytea,
    created_at       timestamptz NOT NULL DEFAULT now(),
    updated_at       timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX product_category_id_idx ON product (category_id, position, published_at DESC) WHERE state = 'published';
CREATE INDEX product_published_at_idx ON product (published_at DESC, id) WHERE state = 'published';
CREATE INDEX product_brand_id_idx ON product (brand_id);
CREATE INDEX product_search_idx ON product USING gin (search) WITH (fastupdate = off);
CREATE INDEX product_title_trgm_idx ON product USING gin (fold(title) gin_trgm_ops);

-- Every slug a product ever had: old addresses move on with 301 instead of breaking.
CREATE TABLE product_slug_history (
    slug       text CONSTRAINT product_slug_history_pkey PRIMARY KEY,
    product_id uuid NOT NULL CONSTRAINT product_slug_history_product_id_fkey REFERENCES product ON DELETE CASCADE,
    retired_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE product_option (
    product_id uuid     NOT NULL CONSTRAINT product_option_product_id_fkey REFERENCES product ON DELETE CASCADE,
    position   smallint NOT NULL CONSTRAINT product_option_position_range CHECK (position BETWEEN 0 AND 9),
    name       text     NOT NULL CONSTRAINT product_option_name_present CHECK (name <> ''),
    CONSTRAINT product_option_pkey PRIMARY KEY (product_id, position),
    CONSTRAINT product_option_name_key UNIQUE (product_id, name)
);

CREATE TABLE variant (
    id         uuid CONSTRAINT variant_pkey PRIMARY KEY,
    product_id uuid NOT NULL CONSTRAINT variant_product_id_fkey REFERENCES product ON DELETE RESTRICT,
    position   int  NOT NULL DEFAULT 0,
    sku        text NOT NULL CONSTRAINT variant_sku_key UNIQUE CONSTRAINT variant_sku_present CHECK (sku <> ''),
    gtin       text CONSTRAINT variant_gtin_digits CHECK (gtin ~ '^[0-9]{8,14}$'),
    -- One value per option, in the order of product_option.position.
    options    text[] NOT NULL DEFAULT '{}',
    colour     text CONSTRAINT variant_colour_hex CHECK (colour ~ '^#[0-9a-f]{6}$'),
    picture    int,
    -- A variant that was ordered is never deleted, only retired.
    retired_at timestamptz
);
CREATE UNIQUE INDEX variant_options_key ON variant (product_id, options) WHERE retired_at IS NULL;
CREATE INDEX variant_product_id_idx ON variant (product_id, position);
CREATE INDEX variant_gtin_idx ON variant (gtin) WHERE gtin IS NOT NULL;

CREATE TABLE price (
    variant_id       uuid    NOT NULL CONSTRAINT price_variant_id_fkey REFERENCES variant ON DELETE CASCADE,
    currency         char(3) NOT NULL,
    amount_minor     bigint  NOT NULL CONSTRAINT price_amount_range CHECK (amount_minor BETWEEN 0 AND 100000000000),
    compare_at_minor bigint  CONSTRAINT price_compare_at_above CHECK (compare_at_minor > amount_minor),
    CONSTRAINT price_pkey PRIMARY KEY (variant_id, currency)
);

CREATE TABLE attribute (
    product_id uuid     NOT NULL CONSTRAINT attribute_product_id_fkey REFERENCES product ON DELETE CASCADE,
    position   smallint NOT NULL,
    name       text     NOT NULL CONSTRAINT attribute_name_present CHECK (name <> ''),
    -- domain::catalog::AttributeValue, tagged by its type.
    value      jsonb    NOT NULL CONSTRAINT attribute_value_typed
               CHECK (value ->> 'type' IN ('text', 'number', 'boolean', 'choice', 'colour')),
    CONSTRAINT attribute_pkey PRIMARY KEY (product_id, position),
    CONSTRAINT attribute_name_key UNIQUE (product_id, name)
);

-- A picture's hash names its files in the object store, so one drawing used twice is kept once.
CREATE TABLE picture (
    product_id uuid     NOT NULL CONSTRAINT picture_product_id_fkey REFERENCES product ON DELETE CASCADE,
    position   smallint NOT NULL,
    hash       text     NOT NULL CONSTRAINT picture_hash_hex CHECK (hash ~ '^[0-9a-f]{32,64}$'),
    alt        text     NOT NULL,
    width      int      NOT NULL CONSTRAINT picture_width_positive CHECK (width > 0),
    height     int      NOT NULL CONSTRAINT picture_height_positive CHECK (height > 0),
    widths     int[]    NOT NULL CONSTRAINT picture_widths_present CHECK (cardinality(widths) > 0),
    CONSTRAINT picture_pkey PRIMARY KEY (product_id, position)
);

-- Spelling corrections: every word that a search could find, with how often it occurs.
CREATE TABLE search_word (
    word     text CONSTRAINT search_word_pkey PRIMARY KEY,
    products int NOT NULL CONSTRAINT search_word_products_positive CHECK (products > 0)
);
CREATE INDEX search_word_trgm_idx ON search_word USING gin (word gin_trgm_ops);
