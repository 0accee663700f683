DROP TABLE search_word, picture, attribute, price, variant, product_option, product_slug_history, product, category, brand;
DROP FUNCTION fold(text);
