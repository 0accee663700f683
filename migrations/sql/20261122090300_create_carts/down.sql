DROP TABLE cart_line, cart;
