-- Where a cart's lines went when it was merged. An order of it that is paid after all takes its goods out of there.
-- An account that is deleted takes its carts along; the guest's cart that led there stays for its order.
ALTER TABLE cart
    ADD COLUMN merged_into uuid CONSTRAINT cart_merged_into_fkey REFERENCES cart ON DELETE SET NULL,
    ADD CONSTRAINT cart_merged_into_when_merged CHECK (merged_into IS NULL OR state = 'merged');
CREATE INDEX cart_merged_into_idx ON cart (merged_into) WHERE merged_into IS NOT NULL;
